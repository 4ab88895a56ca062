// A thread that loads the service, so that whoever measures has a thread for itself.
import { parentPort, workerData } from 'node:worker_threads'
import { load } from './asking.ts'

parentPort?.postMessage(await load(workerData))
