#!/usr/bin/env node
// The command `letscode`, for any Node from 20 on: the program itself runs on the Node 24 this package brings along.
import { launchLetscode } from "../../scripts/setup/launch.mjs";

process.exitCode = await launchLetscode(process.argv.slice(2));
