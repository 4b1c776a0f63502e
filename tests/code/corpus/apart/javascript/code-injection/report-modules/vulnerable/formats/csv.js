const cell = value => '"' + String(value).replace(/"/g, '""') + '"'

exports.type = 'text/csv'
exports.render = report => report.rows.map(row => row.map(cell).join(',')).join('\r\n')
