/** From protocol messages to requests, and from answers to protocol messages. */
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import type { Values } from "../../facts/values";
import type {
  CheckAnswer,
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffAnswer,
  Difference,
  DiffRequest,
  Existing,
  ReadRequest,
  Target,
  UpdateRequest,
} from "../operations/requests";
import { decode, encode } from "./values";

/** What a message names; newer engines send name and type beside the URN. */
interface Named {
  getUrn(): string;
  getName(): string;
  getType(): string;
}

/** @param message A `CheckRequest`. */
export function checkRequest(message: provider.CheckRequest): CheckRequest {
  const seed = message.getRandomseed_asU8();
  const base = { ...targetOf(message), inputs: decode(message.getNews()), seed };
  const olds = decode(message.getOlds());
  return Object.keys(olds).length === 0 ? base : { ...base, olds };
}

/** @param message A `DiffRequest`; without old inputs the old outputs stand for them. */
export function diffRequest(message: provider.DiffRequest): DiffRequest {
  const state = decode(message.getOlds());
  const news = decode(message.getNews());
  const olds = message.hasOldInputs() ? decode(message.getOldInputs()) : amongKeys(state, news);
  return { ...targetOf(message), id: message.getId(), olds, news, state };
}

/** @param message A `CreateRequest`. */
export function createRequest(message: provider.CreateRequest): CreateRequest {
  const inputs = decode(message.getProperties());
  return { ...targetOf(message), inputs, preview: message.getPreview() };
}

/** @param message An `UpdateRequest`. */
export function updateRequest(message: provider.UpdateRequest): UpdateRequest {
  const state = decode(message.getOlds());
  const inputs = decode(message.getNews());
  const olds = message.hasOldInputs() ? decode(message.getOldInputs()) : amongKeys(state, inputs);
  const id = message.getId();
  return { ...targetOf(message), id, olds, inputs, state, preview: message.getPreview() };
}

/** @param message A `DeleteRequest`. */
export function deleteRequest(message: provider.DeleteRequest): DeleteRequest {
  const state = decode(message.getProperties());
  const inputs = decode(message.getOldInputs());
  return { ...targetOf(message), id: message.getId(), inputs, state };
}

/** @param message A `ReadRequest`. */
export function readRequest(message: provider.ReadRequest): ReadRequest {
  const inputs = decode(message.getInputs());
  const state = decode(message.getProperties());
  return { ...targetOf(message), id: message.getId(), inputs, state };
}

/** @param answer Answer of a check. */
export function checkResponse(answer: CheckAnswer): provider.CheckResponse {
  const response = new provider.CheckResponse();
  response.setInputs(encode(answer.inputs));
  for (const { property, reason } of answer.failures) {
    const failure = new provider.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    response.addFailures(failure);
  }
  return response;
}

/** @param answer Answer of a diff. */
export function diffResponse(answer: DiffAnswer): provider.DiffResponse {
  const response = new provider.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  response.setChanges(answer.differences.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setHasdetaileddiff(true);
  response.setDeletebeforereplace(answer.deleteBeforeReplace);
  const topLevel = (differences: readonly Difference[]): string[] => [
    ...new Set(differences.map(({ path }) => path.split(/[.[]/)[0] ?? path)),
  ];
  response.setDiffsList(topLevel(answer.differences));
  response.setReplacesList(topLevel(answer.differences.filter(({ replaces }) => replaces)));
  for (const difference of answer.differences) {
    const detail = new provider.PropertyDiff();
    detail.setKind(kindOf(difference));
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(difference.path, detail);
  }
  return response;
}

/** @param made The new resource. */
export function createResponse(made: Existing): provider.CreateResponse {
  const response = new provider.CreateResponse();
  response.setId(made.id);
  response.setProperties(encode(made.outputs));
  return response;
}

/** @param made The resource after the update. */
export function updateResponse(made: Existing): provider.UpdateResponse {
  const response = new provider.UpdateResponse();
  response.setProperties(encode(made.outputs));
  return response;
}

/** @param found The resource; an empty id tells the engine that it is gone. */
export function readResponse(found: Existing | undefined): provider.ReadResponse {
  const response = new provider.ReadResponse();
  if (found !== undefined) {
    response.setId(found.id);
    response.setProperties(encode(found.outputs));
    response.setInputs(encode(found.inputs));
  }
  return response;
}

/** @param result The result of a function. */
export function invokeResponse(result: Values): provider.InvokeResponse {
  const response = new provider.InvokeResponse();
  response.setReturn(encode(result));
  return response;
}

/** The URN's last two parts are `type::name`; the type of a child is preceded by its parents'. */
function targetOf(message: Named): Target {
  const urn = message.getUrn();
  const parts = urn.split("::");
  const type = message.getType() === "" ? (parts[2]?.split("$").at(-1) ?? "") : message.getType();
  const name = message.getName() === "" ? parts.slice(3).join("::") : message.getName();
  return { urn, type, name };
}

function amongKeys(values: Values, keys: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key in keys));
}

function kindOf({ kind, replaces }: Difference): provider.PropertyDiff.Kind {
  const kinds = provider.PropertyDiff.Kind;
  switch (kind) {
    case "add":
      return replaces ? kinds.ADD_REPLACE : kinds.ADD;
    case "delete":
      return replaces ? kinds.DELETE_REPLACE : kinds.DELETE;
    case "update":
      return replaces ? kinds.UPDATE_REPLACE : kinds.UPDATE;
    default:
      return never(kind);
  }
}

function never(kind: never): never {
  throw new Error(`no such kind of difference: ${String(kind)}`);
}
