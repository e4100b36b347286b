import { Client } from '/stompjs/index.js'

const state = document.querySelector('#state')
const greetings = document.querySelector('#greetings')

const show = text => greetings.append(Object.assign(document.createElement('li'), { textContent: text }))

const client = new Client({
  brokerURL: `${location.origin.replace('http', 'ws')}/gs-guide-websocket`,
  onConnect: () => {
    state.textContent = 'Connected'
    client.subscribe('/topic/greetings', message => show(JSON.parse(message.body).content))
    client.subscribe('/user/queue/errors', message => { state.textContent = JSON.parse(message.body).detail })
  },
  onWebSocketClose: () => { state.textContent = 'Connecting' },
})
client.activate()

document.querySelector('form').addEventListener('submit', event => {
  event.preventDefault()
  if (!client.connected) return
  client.publish({ destination: '/app/hello', body: JSON.stringify({ name: new FormData(event.target).get('name') }) })
})
