// Tells customers that their parcel has arrived.
exports.handler = async (event) => {
  for (const record of event.Records) {
    const { customer, parcel } = JSON.parse(record.Sns.Message);
    console.log(JSON.stringify({ delivered: parcel, to: customer }));
  }
};
