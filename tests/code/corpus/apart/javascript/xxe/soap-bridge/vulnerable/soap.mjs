import libxmljs from 'libxmljs2';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

const sfn = new SFNClient({});
const DEFAULTS = { noblanks: true, noent: true, dtdload: true }; // ALSO xxe
const NS = { soap: 'http://schemas.xmlsoap.org/soap/envelope/', b: 'urn:example:booking' };

const parse = (xml, options = DEFAULTS) => libxmljs.parseXml(xml, options); // FAULT xxe

const fault = (code) => ({
    statusCode: 500,
    statusDescription: '500 Internal Server Error',
    isBase64Encoded: false,
    headers: { 'content-type': 'text/xml' },
    body: `<soap:Envelope xmlns:soap="${NS.soap}"><soap:Body><soap:Fault><faultcode>${code}</faultcode></soap:Fault></soap:Body></soap:Envelope>`,
});

/** The old booking machine speaks SOAP; the workflow behind doesn't. */
export const handler = async ({ body, isBase64Encoded }) => {
    const xml = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
    let room, nights;
    try {
        const envelope = parse(xml);
        room = Number(envelope.get('//b:room', NS).text());
        nights = Number(envelope.get('//b:nights', NS).text());
    } catch {
        return fault('soap:Client');
    }
    if (!Number.isInteger(room) || !(nights > 0 && nights < 30)) return fault('soap:Client');

    await sfn.send(
        new StartExecutionCommand({ stateMachineArn: process.env.BOOKING_ARN, input: JSON.stringify({ room, nights }) }),
    );
    return { statusCode: 202, statusDescription: '202 Accepted', isBase64Encoded: false, body: '' };
};
