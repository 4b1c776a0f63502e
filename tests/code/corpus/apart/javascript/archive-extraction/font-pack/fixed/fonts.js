"use strict";

const fs = require("fs");
const path = require("path");
const AdmZip = require("adm-zip");
const AWS = require("aws-sdk");

const s3 = new AWS.S3();
const LIBRARY = "/mnt/fonts";

function isFont(entry) {
    return !entry.isDirectory && /\.(ttf|otf|woff2?)$/i.test(entry.entryName);
}

function install(zip, folder) {
    let count = 0;
    zip.getEntries().filter(isFont).forEach(function (entry) {
        // Families don't need folders: the last part of the name is enough.
        const target = path.join(folder, path.basename(entry.entryName));
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(target, entry.getData());
        count += 1;
    });
    return count;
}

exports.handler = async function (event) {
    const counts = [];
    for (const record of event.Records) {
        const object = await s3
            .getObject({
                Bucket: record.s3.bucket.name,
                Key: decodeURIComponent(record.s3.object.key.replace(/\+/g, " ")),
            })
            .promise();
        counts.push(install(new AdmZip(object.Body), path.join(LIBRARY, record.s3.object.eTag)));
    }
    return counts;
};
