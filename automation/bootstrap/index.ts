/** The account of one cell, before its first `up`: a program of its own, with the cell's settings. */
import { getStack } from "@pulumi/pulumi";
import { planBootstrap } from "../../plan/bootstrap";
import { readConfig } from "../../plan/config/read";
import { planCell } from "../../plan/plan";
import { AwsBootstrap } from "./aws/bootstrap";

const config = readConfig();
const bootstrap = new AwsBootstrap(
  "bootstrap",
  planBootstrap(planCell(getStack(), config), config),
);

export = bootstrap.told;
