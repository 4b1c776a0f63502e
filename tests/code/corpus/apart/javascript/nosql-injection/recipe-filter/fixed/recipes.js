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

exports.search = ({ cuisine, minutes, vegan }, page) => {
  const filter = { draft: false }
  if (cuisine) filter.cuisine = { $eq: String(cuisine) }
  if (minutes) filter.minutes = { $lte: Number(minutes) }
  if (vegan) filter.vegan = true
  return Recipe.find(filter)
    .select('title cuisine minutes')
    .sort('title')
    .skip(page * 20)
    .limit(20)
    .lean()
    .exec()
}
