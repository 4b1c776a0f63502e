const mongoose = require('mongoose')

const Recipe = mongoose.model('Recipe', new mongoose.Schema({
  title: String,
  cuisine: String,
  minutes: Number,
  vegan: Boolean,
  draft: Boolean
}))

let connection

exports.connect = () => {
  connection = connection || mongoose.connect(process.env.MONGO_URI, { tls: true, maxPoolSize: 1 })
  return connection
}

exports.search = (filter, page) => {
  return Recipe.find(Object.assign({ draft: false }, filter)) // FAULT nosql-injection
    .select('title cuisine minutes')
    .sort('title')
    .skip(page * 20)
    .limit(20)
    .lean()
    .exec()
}
