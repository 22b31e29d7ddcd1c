/** A thread that folds once, so that the bot's own never serialises the store. */
import { parentPort, workerData } from "node:worker_threads";
import { realDisk } from "../disk.ts";
import { type Fold, fold } from "./fold.ts";

parentPort?.postMessage(await fold(realDisk, workerData as Fold));
