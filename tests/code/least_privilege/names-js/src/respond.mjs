export async function respond(event, Status, Reason = "") {
  const { StackId, RequestId, LogicalResourceId } = event;
  const body = { Status, Reason, StackId, RequestId, LogicalResourceId, PhysicalResourceId: LogicalResourceId };
  await fetch(event.ResponseURL, { method: "PUT", body: JSON.stringify(body) });
}
