/** One provider instance on the wire: decoded calls, faults, operations. */
import type { Values } from "../../facts/values";
import type { CloudDefinition } from "../contract";
import type { FaultVerb } from "../faults";
import { create, remove, update } from "../operations/apply";
import { check } from "../operations/check";
import { diff } from "../operations/diff";
import { invoke } from "../operations/invoke";
import { read } from "../operations/read";
import type {
  CheckAnswer,
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffAnswer,
  DiffRequest,
  Existing,
  ReadRequest,
  Target,
  UpdateRequest,
} from "../operations/requests";
import { hasUnknown, scopeOf } from "../operations/session";
import type { Session } from "../operations/session";
import { Refusal } from "../refusal";
import { schemaFor } from "../schema/schema";
import { deadRegion, skipsUnreachable, throughFaults } from "./fault-gate";
import type { FaultGate, FaultyCall } from "./fault-gate";
import { diffProvider, parseProviderInputs, providerProblems } from "./provider-inputs";

/** A provider instance; it is configured once by the engine and then asked about resources. */
export class ProviderInstance {
  private session: Session | undefined;

  /**
   * @param definition The cloud.
   * @param gate The ledger, and the faults between it and the engine.
   */
  constructor(
    private readonly definition: CloudDefinition,
    private readonly gate: FaultGate,
  ) {}

  /** @param raw Inputs of the provider, as the protocol carries them. */
  checkConfig(raw: Values): Promise<CheckAnswer> {
    const session = this.sessionOf(raw);
    return this.run(session, { verb: "configure", inputs: {} }, () => ({
      inputs: raw,
      failures: providerProblems(this.kind(), session.provider),
    }));
  }

  /**
   * @param olds Inputs before.
   * @param news Inputs after, as the protocol carries them.
   */
  diffConfig(olds: Values, news: Values): DiffAnswer {
    const kind = this.kind();
    const before = parseProviderInputs(kind, olds);
    return diffProvider(this.definition.package, before, parseProviderInputs(kind, news));
  }

  /** @param raw Inputs of the provider, as the protocol carries them. */
  async configure(raw: Values): Promise<void> {
    const session = this.sessionOf(raw);
    const call = { verb: "configure", inputs: {} } as const;
    if (!skipsUnreachable(this.faultyCall(session, call))) {
      await this.run(session, call, () => {
        // A cluster may be made later in the same update: only its objects need it.
        if (this.definition.package !== "kubernetes" && !hasUnknown(session.provider)) {
          scopeOf(session, {});
        }
      });
    }
    this.session = session;
  }

  check(request: CheckRequest): Promise<CheckAnswer> {
    const untouched = { inputs: request.inputs, failures: [] };
    return this.onResource("check", request, {
      work: (session) => check(session, request),
      unreachable: untouched,
    });
  }

  diff(request: DiffRequest): Promise<DiffAnswer> {
    const known = { ...request, inputs: request.news };
    const unchanged = { differences: [], deleteBeforeReplace: false };
    return this.onResource("diff", known, {
      work: (session) => diff(session, request),
      unreachable: unchanged,
    });
  }

  create(request: CreateRequest): Promise<Existing> {
    return this.onResource("create", request, { work: (session) => create(session, request) });
  }

  update(request: UpdateRequest): Promise<Existing> {
    return this.onResource("update", request, { work: (session) => update(session, request) });
  }

  delete(request: DeleteRequest): Promise<void> {
    return this.onResource("delete", request, {
      work: (session) => {
        remove(session, request);
      },
    });
  }

  read(request: ReadRequest): Promise<Existing | undefined> {
    const { id, inputs, state } = request;
    return this.onResource<Existing | undefined>("read", request, {
      work: (session) => read(session, request),
      unreachable: { id, inputs, outputs: state },
    });
  }

  invoke(token: string, args: Values): Promise<Values> {
    const session = this.configured();
    return this.run(session, { verb: "invoke", inputs: args }, () => invoke(session, token, args));
  }

  /**
   * Runs work through the faults. Where the cluster is unreachable and the provider is told to
   * leave its objects alone (`skipUpdateUnreachable`), the answer is that nothing changes.
   */
  private onResource<T>(
    verb: FaultVerb,
    target: Target & { readonly inputs: Values; readonly preview?: boolean },
    answer: { readonly work: (session: Session) => T; readonly unreachable?: T },
  ): Promise<T> {
    const session = this.configured();
    const { type, inputs, preview = false } = target;
    const call = { verb, type, inputs, preview };
    const faulty = this.faultyCall(session, call);
    const { unreachable } = answer;
    if (
      unreachable !== undefined &&
      skipsUnreachable(faulty) &&
      deadRegion(this.gate.faults(), faulty) !== undefined
    ) {
      return Promise.resolve(unreachable);
    }
    return this.run(session, call, () => answer.work(session));
  }

  private run<T>(
    session: Session,
    call: Pick<FaultyCall, "verb" | "inputs"> & {
      readonly type?: string;
      readonly preview?: boolean;
    },
    work: () => T,
  ): Promise<T> {
    return throughFaults(this.gate, this.faultyCall(session, call), work);
  }

  private faultyCall(
    session: Session,
    call: Pick<FaultyCall, "verb" | "inputs"> & {
      readonly type?: string;
      readonly preview?: boolean;
    },
  ): FaultyCall {
    return { ...call, package: this.definition.package, provider: session.provider };
  }

  private sessionOf(raw: Values): Session {
    const kind = this.kind();
    return {
      definition: this.definition,
      provider: parseProviderInputs(kind, raw),
      store: this.gate.store,
      schema: kind.schema,
    };
  }

  private kind(): {
    readonly package: CloudDefinition["package"];
    readonly schema: Session["schema"];
  } {
    return { package: this.definition.package, schema: schemaFor(this.definition.package) };
  }

  private configured(): Session {
    if (this.session === undefined) {
      throw new Refusal("the engine calls this provider instance before it configures it");
    }
    return this.session;
  }
}
