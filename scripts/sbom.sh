#!/usr/bin/env bash
# What is in a release, as CycloneDX 1.6: every package that runs in production, with version and licence.
#   scripts/sbom.sh [file]
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-boligtrapp.cdx.json}
npx --yes pnpm@12.21.0 sbom --sbom-format cyclonedx --sbom-spec-version 1.6 --sbom-type application --prod --out "$out" >/dev/null
node -e '
  const { readFileSync } = require("node:fs");
  const sbom = JSON.parse(readFileSync(process.argv[1], "utf8"));
  const nameless = sbom.components.filter(({ name, version, purl }) => !name || !version || !purl);
  if (sbom.bomFormat !== "CycloneDX" || sbom.components.length < 100 || nameless.length > 0) {
    console.error("the SBOM is not whole");
    process.exit(1);
  }
  console.log(`${sbom.components.length} components`);
' "$out"
