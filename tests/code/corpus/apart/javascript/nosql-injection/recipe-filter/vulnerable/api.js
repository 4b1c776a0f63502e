const serverless = require('serverless-http')
const express = require('express')
const { search, connect } = require('./recipes')

const app = express()
app.use(express.json())

app.post('/recipes/search', async (req, res) => {
  await connect()
  const { filter = {}, page = 0 } = req.body
  const recipes = await search(filter, Number(page) || 0)
  res.json(recipes)
})

exports.handler = serverless(app)
