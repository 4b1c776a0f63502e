import { Route53, waitUntilResourceRecordSetsChanged } from "@aws-sdk/client-route-53";
import { respond } from "./respond.mjs";

const route53 = new Route53();

const change = async (Action, { Label, Target }) => {
  const { ChangeInfo } = await route53.changeResourceRecordSets({
    HostedZoneId: process.env.ZONE,
    ChangeBatch: {
      Changes: [
        {
          Action,
          ResourceRecordSet: {
            Name: `${Label}.dev.example.com`,
            Type: "CNAME",
            TTL: 60,
            ResourceRecords: [{ Value: Target }],
          },
        },
      ],
    },
  });
  await waitUntilResourceRecordSetsChanged({ client: route53, maxWaitTime: 240 }, { Id: ChangeInfo.Id });
};

export const handler = async (event) => {
  try {
    await change(event.RequestType === "Delete" ? "DELETE" : "UPSERT", event.ResourceProperties);
    await respond(event, "SUCCESS");
  } catch (error) {
    await respond(event, "FAILED", error.message);
  }
};
