/**
 * The provider protocol over gRPC. One server answers for one package; its provider instances are
 * told apart by their connection, since requests do not name their instance.
 */
import * as grpc from "@grpc/grpc-js";
import * as services from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { CloudDefinition, PackageName } from "../contract";
import { Refusal } from "../refusal";
import type { Code } from "../refusal";
import { sdkPackage } from "../schema/cache";
import type { FaultGate } from "./fault-gate";
import { ProviderInstance } from "./instance";
import * as messages from "./messages";
import { decode } from "./values";

/** The engine's default limit of 4 MB is too small for rendered charts; its own is 400 MB. */
const MESSAGE_LIMIT_BYTES = 400 * 1024 * 1024;

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** Stops at once; calls in progress are cut off. */
  stop(): void;
}

/**
 * @param definition The cloud.
 * @param gate The ledger, and the faults between it and the engine.
 * @returns The server on a free port of this machine.
 */
export async function serve(definition: CloudDefinition, gate: FaultGate): Promise<RunningServer> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_LIMIT_BYTES,
    "grpc.max_send_message_length": MESSAGE_LIMIT_BYTES,
  });
  server.addService(services.ResourceProviderService, handlersOf(definition, gate));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) {
        resolve(bound);
      } else {
        reject(error);
      }
    });
  });
  return {
    port,
    stop: () => {
      server.forceShutdown();
    },
  };
}

/** Instances by the connection that the engine opened for each. */
class Instances {
  private readonly byPeer = new Map<string, ProviderInstance>();

  constructor(private readonly open: () => ProviderInstance) {}

  of(peer: string): ProviderInstance {
    const known = this.byPeer.get(peer);
    if (known !== undefined) {
      return known;
    }
    // A connection that was idle for long is opened anew: with one instance there is no doubt.
    const [only, ...others] = this.byPeer.values();
    if (only !== undefined && others.length === 0) {
      return only;
    }
    throw new Refusal("a connection that no provider instance was configured on");
  }

  /** The instance of a connection that begins; configuring again replaces what was configured. */
  opened(peer: string): ProviderInstance {
    const instance = this.byPeer.get(peer) ?? this.open();
    this.byPeer.set(peer, instance);
    return instance;
  }
}

/** The library's names of the codes of refusals. */
const STATUS = {
  unknown: grpc.status.UNKNOWN,
  notFound: grpc.status.NOT_FOUND,
  alreadyExists: grpc.status.ALREADY_EXISTS,
  resourceExhausted: grpc.status.RESOURCE_EXHAUSTED,
  unimplemented: grpc.status.UNIMPLEMENTED,
  unavailable: grpc.status.UNAVAILABLE,
} as const satisfies Record<Code, grpc.status>;

type Handler<Q, R> = grpc.handleUnaryCall<Q, R>;

function unary<Q, R>(work: (request: Q, peer: string) => R | Promise<R>): Handler<Q, R> {
  return (call, answer) => {
    Promise.resolve()
      .then(() => work(call.request, call.getPeer()))
      .then(
        (response) => {
          answer(null, response);
        },
        (error: unknown) => {
          answer(statusOf(error));
        },
      );
  };
}

function statusOf(error: unknown): Partial<grpc.StatusObject> {
  if (error instanceof Refusal) {
    return { code: STATUS[error.code], details: error.message };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: grpc.status.UNKNOWN, details: `the simulated cloud failed: ${text}` };
}

function handlersOf(
  definition: CloudDefinition,
  gate: FaultGate,
): grpc.UntypedServiceImplementation {
  const instances = new Instances(() => new ProviderInstance(definition, gate));
  return {
    ...pluginHandlers(definition.package),
    ...configHandlers(instances),
    ...resourceHandlers(instances),
    ...refusedHandlers(),
  } as grpc.UntypedServiceImplementation;
}

function pluginHandlers(packageName: PackageName): Record<string, unknown> {
  const empty = unary<unknown, Empty>(() => new Empty());
  return {
    // Secrets stay with the engine: it opens them for the call and closes the answer again.
    handshake: unary<unknown, provider.ProviderHandshakeResponse>(
      () => new provider.ProviderHandshakeResponse(),
    ),
    attach: empty,
    cancel: empty,
    getPluginInfo: unary<unknown, plugin.PluginInfo>(() => {
      const info = new plugin.PluginInfo();
      info.setVersion(sdkPackage(packageName).version);
      return info;
    }),
    getSchema: unary<unknown, provider.GetSchemaResponse>(() => {
      const response = new provider.GetSchemaResponse();
      response.setSchema("{}");
      return response;
    }),
    getMapping: unary<unknown, provider.GetMappingResponse>(
      () => new provider.GetMappingResponse(),
    ),
    getMappings: unary<unknown, provider.GetMappingsResponse>(
      () => new provider.GetMappingsResponse(),
    ),
  };
}

function configHandlers(instances: Instances): Record<string, unknown> {
  return {
    checkConfig: unary(async (request: provider.CheckRequest, peer) => {
      const answer = await instances.opened(peer).checkConfig(decode(request.getNews()));
      const response = messages.checkResponse(answer);
      // As it came: secrets in it stay secrets.
      response.setInputs(request.getNews());
      return response;
    }),
    diffConfig: unary((request: provider.DiffRequest, peer) => {
      const olds = decode(request.hasOldInputs() ? request.getOldInputs() : request.getOlds());
      const instance = instances.opened(peer);
      return messages.diffResponse(instance.diffConfig(olds, decode(request.getNews())));
    }),
    configure: unary(async (request: provider.ConfigureRequest, peer) => {
      await instances.opened(peer).configure(decode(request.getArgs()));
      const response = new provider.ConfigureResponse();
      response.setSupportspreview(true);
      return response;
    }),
  };
}

function resourceHandlers(instances: Instances): Record<string, unknown> {
  return {
    check: unary(async (request: provider.CheckRequest, peer) =>
      messages.checkResponse(await instances.of(peer).check(messages.checkRequest(request))),
    ),
    diff: unary(async (request: provider.DiffRequest, peer) =>
      messages.diffResponse(await instances.of(peer).diff(messages.diffRequest(request))),
    ),
    create: unary(async (request: provider.CreateRequest, peer) =>
      messages.createResponse(await instances.of(peer).create(messages.createRequest(request))),
    ),
    update: unary(async (request: provider.UpdateRequest, peer) =>
      messages.updateResponse(await instances.of(peer).update(messages.updateRequest(request))),
    ),
    delete: unary(async (request: provider.DeleteRequest, peer) => {
      await instances.of(peer).delete(messages.deleteRequest(request));
      return new Empty();
    }),
    read: unary(async (request: provider.ReadRequest, peer) =>
      messages.readResponse(await instances.of(peer).read(messages.readRequest(request))),
    ),
    invoke: unary(async (request: provider.InvokeRequest, peer) =>
      messages.invokeResponse(
        await instances.of(peer).invoke(request.getTok(), decode(request.getArgs())),
      ),
    ),
  };
}

function refusedHandlers(): Record<string, unknown> {
  const refused = (what: string): Handler<unknown, Empty> =>
    unary(() => {
      throw new Refusal(`${what} is not implemented by the simulated clouds`, "unimplemented");
    });
  return {
    call: refused("Call"),
    construct: refused("Construct"),
    parameterize: refused("Parameterize"),
  };
}
