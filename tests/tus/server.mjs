// The tus reference server on a free port of loopback, files in the folder given; prints its port.
import http from 'node:http'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'

const store = new FileStore({ directory: process.argv[2], expirationPeriodInMilliseconds: 3600_000 })
const tus = new Server({ path: '/files', datastore: store, relativeLocation: true, respectForwardedHeaders: false })
const server = http.createServer((request, response) => tus.handle(request, response))
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.stdin.on('end', () => process.exit(0)).resume()
