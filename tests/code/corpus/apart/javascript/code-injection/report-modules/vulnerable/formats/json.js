exports.type = 'application/json'
exports.render = report => JSON.stringify(report)
