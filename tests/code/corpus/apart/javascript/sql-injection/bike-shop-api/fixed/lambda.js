const serverless = require('serverless-http')
const express = require('express')
const bikes = require('./routes/bikes')

const app = express()
app.disable('x-powered-by')
app.use(express.json({ limit: '50kb' }))
app.use('/bikes', bikes)
app.use((req, res) => res.status(404).json({ error: 'not found' }))

module.exports.handler = serverless(app)
