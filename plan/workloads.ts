/** The platform's own workloads: API, workers, scheduler. */
import { API_SCALING, WORKER_SCALING } from "../facts/seed";
import type { ContainerResources, WorkloadPlan } from "./cell";
import type { Demand } from "./demand";
import type { Images } from "./images";

/** CPU in thousandths and memory in MiB that a container asks for. */
export interface Request {
  readonly cpuMillis: number;
  readonly memoryMib: number;
}

/** What one pod of each workload asks for. */
export type WorkloadRequests = Readonly<Record<WorkloadPlan["role"], Request>>;

/** Below this many tenants pods and nodes are small; a team's development needs no more. */
export const SMALL_BELOW_TENANTS = 100;

const SMALL: WorkloadRequests = {
  api: { cpuMillis: 100, memoryMib: 192 },
  worker: { cpuMillis: 100, memoryMib: 256 },
  scheduler: { cpuMillis: 50, memoryMib: 128 },
};

const STANDARD: WorkloadRequests = {
  api: { cpuMillis: 250, memoryMib: 512 },
  worker: { cpuMillis: 250, memoryMib: 512 },
  scheduler: { cpuMillis: 50, memoryMib: 256 },
};

/** Requests a second that one API pod of standard size serves: our assumption. */
export const REQUESTS_PER_SECOND_PER_POD = 5;

/**
 * A queue of Celery is one list in Redis for each priority. The names follow the application's
 * transport options: `queue_order_strategy: priority`, `sep: ":"`, `priority_steps: [0, 3, 6, 9]`;
 * priority 0 has the bare name. Source: Celery documentation, Redis message priorities.
 */
const QUEUE_LISTS = ["celery", "celery:3", "celery:6", "celery:9"];

/** A spot node has two minutes after its notice, less what the kubelet needs to pass it on. */
const SPOT_GRACE_SECONDS = 110;

/**
 * What each pod asks for.
 *
 * @param demand What the cell must carry.
 */
export function workloadRequests(demand: Demand): WorkloadRequests {
  return demand.tenants < SMALL_BELOW_TENANTS ? SMALL : STANDARD;
}

/** Memory may not exceed its request by more than this: a pod over its limit is killed. */
const MEMORY_LIMIT_FACTOR = 2;

/**
 * Writes a request as Kubernetes quantities. CPU may burst to one core, memory to twice the request.
 *
 * @param request What the container asks for.
 */
export function containerResources({ cpuMillis, memoryMib }: Request): ContainerResources {
  return {
    requests: { cpu: `${cpuMillis}m`, memory: `${memoryMib}Mi` },
    limits: { cpu: "1", memory: `${memoryMib * MEMORY_LIMIT_FACTOR}Mi` },
  };
}

function api(images: Images, requests: WorkloadRequests): WorkloadPlan {
  return {
    name: "api-service",
    role: "api",
    image: images.apiService,
    command: ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"],
    port: 8000,
    resources: containerResources(requests.api),
    scaling: { kind: "resource", ...API_SCALING },
    pool: "system",
    maxUnavailable: 1,
    terminationGraceSeconds: 60,
    readsDatabase: true,
    readsCache: true,
    readsBroker: true,
  };
}

function worker(images: Images, requests: WorkloadRequests): WorkloadPlan {
  return {
    name: "celery-worker",
    role: "worker",
    image: images.celery,
    command: ["celery", "--app=app.worker", "worker", "--loglevel=INFO", "--concurrency=2"],
    resources: containerResources(requests.worker),
    scaling: { kind: "queue", ...WORKER_SCALING, lists: QUEUE_LISTS },
    pool: "workers",
    maxUnavailable: 1,
    terminationGraceSeconds: SPOT_GRACE_SECONDS,
    readsDatabase: true,
    readsCache: true,
    readsBroker: true,
  };
}

function scheduler(images: Images, requests: WorkloadRequests): WorkloadPlan {
  return {
    name: "celery-scheduler",
    role: "scheduler",
    image: images.celery,
    command: ["celery", "--app=app.worker", "beat", "--loglevel=INFO", "--schedule=/tmp/beat"],
    resources: containerResources(requests.scheduler),
    // Two schedulers would send every task twice, so there is one, and it stops before it starts.
    scaling: { kind: "fixed", replicas: 1 },
    strategy: "Recreate",
    pool: "system",
    maxUnavailable: 1,
    terminationGraceSeconds: 30,
    readsDatabase: false,
    readsCache: false,
    readsBroker: true,
  };
}

/**
 * Plans the workloads of a site.
 *
 * @param images The site's images.
 * @param demand What the cell must carry.
 */
export function planWorkloads(images: Images, demand: Demand): readonly WorkloadPlan[] {
  const requests = workloadRequests(demand);
  return [api(images, requests), worker(images, requests), scheduler(images, requests)];
}
