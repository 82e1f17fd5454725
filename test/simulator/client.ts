/** A client of the provider protocol, as the engine is one. */
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import type { Values } from "../../facts/values";
import { decode, encode } from "../../simulator/protocol/values";

type Answer<R> = (error: grpc.ServiceError | null, response: R) => void;

/** One connection, which is one provider instance. */
export class TestClient {
  private readonly client: ResourceProviderClient;

  constructor(
    port: number,
    private readonly packageName: string,
  ) {
    const address = `127.0.0.1:${port}`;
    // Without this, clients of one process share a connection; the engine's do not.
    const options = { "grpc.use_local_subchannel_pool": 1 };
    this.client = new ResourceProviderClient(address, grpc.credentials.createInsecure(), options);
  }

  close(): void {
    this.client.close();
  }

  async configure(inputs: Values): Promise<provider.ConfigureResponse> {
    const request = new provider.ConfigureRequest();
    request.setArgs(encode(inputs));
    return promise((answer) => this.client.configure(request, answer));
  }

  async checkConfig(inputs: Values): Promise<provider.CheckResponse> {
    const request = new provider.CheckRequest();
    request.setUrn(urn(`pulumi:providers:${this.packageName}`, "p"));
    request.setNews(encode(inputs));
    return promise((answer) => this.client.checkConfig(request, answer));
  }

  async check(type: string, inputs: Values): Promise<provider.CheckResponse> {
    const request = new provider.CheckRequest();
    request.setUrn(urn(type, "it"));
    request.setNews(encode(inputs));
    request.setRandomseed(new Uint8Array([1, 2, 3]));
    return promise((answer) => this.client.check(request, answer));
  }

  async create(
    type: string,
    inputs: Values,
    preview = false,
  ): Promise<{ readonly id: string; readonly outputs: Values }> {
    const request = new provider.CreateRequest();
    request.setUrn(urn(type, "it"));
    request.setProperties(encode(inputs));
    request.setPreview(preview);
    const response = await promise<provider.CreateResponse>((answer) =>
      this.client.create(request, answer),
    );
    return { id: response.getId(), outputs: decode(response.getProperties()) };
  }

  async diff(type: string, olds: Values, news: Values): Promise<provider.DiffResponse> {
    const request = new provider.DiffRequest();
    request.setUrn(urn(type, "it"));
    request.setId("it");
    request.setOlds(encode(olds));
    request.setOldInputs(encode(olds));
    request.setNews(encode(news));
    return promise((answer) => this.client.diff(request, answer));
  }

  async update(type: string, id: string, inputs: Values): Promise<Values> {
    const request = new provider.UpdateRequest();
    request.setUrn(urn(type, "it"));
    request.setId(id);
    request.setNews(encode(inputs));
    const response = await promise<provider.UpdateResponse>((answer) =>
      this.client.update(request, answer),
    );
    return decode(response.getProperties());
  }

  async read(type: string, id: string, inputs: Values = {}): Promise<provider.ReadResponse> {
    const request = new provider.ReadRequest();
    request.setUrn(urn(type, "it"));
    request.setId(id);
    request.setInputs(encode(inputs));
    return promise((answer) => this.client.read(request, answer));
  }

  async delete(type: string, id: string): Promise<void> {
    const request = new provider.DeleteRequest();
    request.setUrn(urn(type, "it"));
    request.setId(id);
    await promise((answer) => this.client.delete(request, answer));
  }

  async invoke(token: string, args: Values): Promise<Values> {
    const request = new provider.InvokeRequest();
    request.setTok(token);
    request.setArgs(encode(args));
    const response = await promise<provider.InvokeResponse>((answer) =>
      this.client.invoke(request, answer),
    );
    return decode(response.getReturn());
  }

  async call(): Promise<void> {
    await promise<provider.CallResponse>((answer) =>
      this.client.call(new provider.CallRequest(), answer),
    );
  }
}

function urn(type: string, name: string): string {
  return `urn:pulumi:test::project::platform:network:AwsNetwork$${type}::${name}`;
}

function promise<R>(call: (answer: Answer<R>) => unknown): Promise<R> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) {
        resolve(response);
      } else {
        reject(error);
      }
    });
  });
}
