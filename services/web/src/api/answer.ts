/** What the API answered; a success without a body is a fault of this page or of the API. */
export async function answerOf<Data>(call: Promise<{ readonly data?: Data | undefined }>): Promise<Data> {
  const { data } = await call;
  if (data === undefined) throw new Error('an empty answer');
  return data;
}
