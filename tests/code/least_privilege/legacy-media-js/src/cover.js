var S3 = require("aws-sdk/clients/s3");
var AWS = require("aws-sdk");

AWS.config.update({ maxRetries: 5 });

var s3 = new S3({ apiVersion: "2006-03-01" });
var sqs = new AWS.SQS();

function publish(message, done) {
  new AWS.SNS().publish({ TopicArn: process.env.NEWS, Message: message }, done);
}

exports.handler = function (event, context, callback) {
  var place = event.Records[0].s3;
  var film = { Bucket: place.bucket.name, Key: decodeURIComponent(place.object.key.replace(/\+/g, " ")) };
  var start = s3.getObject(Object.assign({ Range: "bytes=0-65535" }, film)).createReadStream();
  s3.upload({ Bucket: process.env.COVERS, Key: film.Key + ".head", Body: start }, function (error) {
    if (error) return callback(error);
    var link = s3.getSignedUrl("getObject", { Bucket: film.Bucket, Key: film.Key, Expires: 900 });
    sqs
      .sendMessage({ QueueUrl: process.env.WORK, MessageBody: JSON.stringify({ link: link }) })
      .promise()
      .then(function () {
        publish(film.Key, callback);
      }, callback);
  });
};
