import { Client } from '/stompjs/index.js'

const $ = selector => document.querySelector(selector)
const say = text => { $('#state').textContent = text }
const fields = form => Object.fromEntries(new FormData(form))
const positions = new Map()

const show = () => $('tbody').replaceChildren(...[...positions.values()].map(({ company, ticker, price, shares }) => {
  const row = document.createElement('tr')
  for (const text of [company, ticker, price.toFixed(2), shares, (price * shares).toFixed(2)]) row.insertCell().textContent = text
  return row
}))

const put = position => {
  if (position.shares > 0) positions.set(position.ticker, position)
  else positions.delete(position.ticker)
}

const client = new Client({
  brokerURL: `${location.origin.replace('http', 'ws')}/portfolio`,
  onConnect: frame => {
    say(`Connected as ${frame.headers['user-name']}`)
    client.subscribe('/app/positions', message => { JSON.parse(message.body).forEach(put); show() })
    client.subscribe('/topic/price.stock.*', message => {
      const { ticker, price } = JSON.parse(message.body)
      if (positions.has(ticker)) { positions.get(ticker).price = price; show() }
    })
    client.subscribe('/user/queue/position-updates', message => { put(JSON.parse(message.body)); show() })
    client.subscribe('/user/queue/errors', message => {
      const isProblem = message.headers['content-type'].includes('json')
      say(isProblem ? JSON.parse(message.body).detail : message.body)
    })
  },
})

$('#login').addEventListener('submit', async event => {
  event.preventDefault()
  const answer = await fetch('/login', { method: 'POST', body: new URLSearchParams(fields(event.target)) })
  if (!answer.ok) return say('The name or the password is wrong.')
  $('#login').hidden = true
  $('#portfolio').hidden = false
  client.activate()
})

$('#trade').addEventListener('submit', event => {
  event.preventDefault()
  const { action, ticker, shares } = fields(event.target)
  client.publish({ destination: '/app/trade', body: JSON.stringify({ action, ticker, shares: Number(shares) }) })
})
