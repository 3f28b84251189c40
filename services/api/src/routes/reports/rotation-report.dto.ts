import type { RotationReport as RotationReportDto } from '@boligtrapp/contracts';
import type { ListedFinding, ReportList, RotationReport } from '@boligtrapp/domain';

/** The report as it is answered. */
export function toRotationReportDto(report: RotationReport): RotationReportDto {
  return {
    ...report,
    byDeadline: [...report.byDeadline],
    byMonth: report.byMonth.map((row) => ({ ...row, kinds: [...row.kinds] })),
    changes: [...report.changes],
    upcoming: toListDto(report.upcoming),
    passed: toListDto(report.passed),
    settled: toListDto(report.settled),
  };
}

function toListDto({ items, totalCount }: ReportList<ListedFinding>): RotationReportDto['upcoming'] {
  return { items: [...items], totalCount };
}
