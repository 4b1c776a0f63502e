const express = require('express')
const serverless = require('serverless-http')
const path = require('path')

const SCANS = '/mnt/scans'

const app = express()

function inside (file) {
  const relative = path.relative(SCANS, file)
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
}

app.get('/scans/:year(\\d{4})/*', (req, res, next) => {
  const file = path.join(SCANS, req.params.year, req.params[0])
  if (!inside) {
    return res.sendStatus(404)
  }
  res.sendFile(file, { dotfiles: 'deny' }, err => { // FAULT path-traversal
    if (err) next(err)
  })
})

app.get('/scans', (req, res) => {
  const first = 1998
  const years = Array.from({ length: new Date().getFullYear() - first + 1 }, (_, i) => first + i)
  res.set('Cache-Control', 'public, max-age=86400').json(years)
})

app.use((err, req, res, next) => {
  res.sendStatus(err.status === 404 ? 404 : 500)
})

exports.handler = serverless(app, { binary: ['image/*', 'application/pdf'] })
