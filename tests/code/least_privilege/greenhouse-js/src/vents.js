const { IoTDataPlane } = require("@aws-sdk/client-iot-data-plane");

const iot = new IoTDataPlane({});
const limit = Number(process.env.LIMIT || "28");

exports.handler = async function ({ house, temperature }) {
  const { payload } = await iot.getThingShadow({ thingName: "greenhouse-" + house });
  const open = JSON.parse(Buffer.from(payload).toString()).state.reported.open;
  if (temperature > limit !== open) {
    await iot.publish({ topic: `greenhouse/${house}/vents`, qos: 1, payload: open ? "close" : "open" });
  }
};
