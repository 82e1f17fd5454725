import { RAW_DEV, RAW_PROD } from "../../support/config";
import { type Case, testCases, TENANT } from "./cases";

const CASES: readonly Case[] = [
  [
    "an API server open to the world",
    { ...RAW_DEV, access: { apiServerCidrs: ["0.0.0.0/0"], runner: "allow-listed" } },
    [
      'access.apiServerCidrs.0: opens the API server to too much of the internet; got "0.0.0.0/0"; allowed: at most a /16 (IPv4) or a /32 (IPv6)',
    ],
  ],
  [
    "an API server open to two halves of the world",
    { ...RAW_DEV, access: { apiServerCidrs: ["0.0.0.0/1", "128.0.0.0/1"], runner: "vpc" } },
    [0, 1].map(
      (index) =>
        `access.apiServerCidrs.${index}: opens the API server to too much of the internet; got "${index === 0 ? "0.0.0.0/1" : "128.0.0.0/1"}"; allowed: at most a /16 (IPv4) or a /32 (IPv6)`,
    ),
  ],
  [
    "an API server open to overlapping ranges",
    { ...RAW_DEV, access: { apiServerCidrs: ["203.0.113.0/24", "203.0.113.8/32"] } },
    [
      'access.apiServerCidrs.1: overlaps access.apiServerCidrs.0 203.0.113.0/24; got "203.0.113.8/32"; allowed: a range that no other network of the cell uses',
    ],
  ],
  [
    "an API server open to private addresses",
    { ...RAW_DEV, access: { apiServerCidrs: ["10.2.0.0/24"] } },
    [
      'access.apiServerCidrs.0: is private, and the public endpoint never sees it; got "10.2.0.0/24"; allowed: public ranges of the runners',
    ],
  ],
  [
    "an allow-list without entries",
    { ...RAW_DEV, access: { runner: "allow-listed" } },
    [
      "access.apiServerCidrs: is empty, and access.runner is allow-listed; allowed: at least one range, or access.runner vpc",
    ],
  ],
  [
    "a range with host bits",
    { ...RAW_DEV, access: { apiServerCidrs: ["203.0.113.9/24"] } },
    [
      'access.apiServerCidrs.0: has bits set beyond its prefix; the range is 203.0.113.0/24; got "203.0.113.9/24"; allowed: an address range such as 10.0.0.0/16',
    ],
  ],
  [
    "a network of the wrong size",
    { ...RAW_DEV, network: { primaryCidr: "10.0.0.0/20" } },
    [
      'network.primaryCidr: is no /16; got "10.0.0.0/20"; allowed: a private /16, such as 10.0.0.0/16',
    ],
  ],
  [
    "a network that is public, and overlaps nothing",
    { ...RAW_DEV, network: { primaryCidr: "11.0.0.0/16" } },
    [
      'network.primaryCidr: is not private; got "11.0.0.0/16"; allowed: a range inside of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918)',
    ],
  ],
  [
    "a network on the standby's default",
    { ...RAW_DEV, network: { primaryCidr: "10.1.0.0/16" } },
    [
      'network.primaryCidr: overlaps network.standbyCidr, by default 10.1.0.0/16; got "10.1.0.0/16"; allowed: a range that no other network of the cell uses',
    ],
  ],
  [
    "a network on the range of the Services",
    { ...RAW_DEV, network: { primaryCidr: "172.20.0.0/16" } },
    [
      'network.primaryCidr: overlaps the range of Kubernetes Services 172.20.0.0/16; got "172.20.0.0/16"; allowed: a range that no other network of the cell uses',
    ],
  ],
  [
    "a tenant's network on the cell's, by default",
    { ...RAW_PROD, enterpriseTenants: [{ ...TENANT, dataCidr: "10.0.64.0/20" }] },
    [
      'enterpriseTenants.0.dataCidr: overlaps network.primaryCidr, by default 10.0.0.0/16; got "10.0.64.0/20"; allowed: a range that no other network of the cell uses',
    ],
  ],
  [
    "a tenant's network that no four zones fit into",
    { ...RAW_PROD, enterpriseTenants: [{ ...TENANT, dataCidr: "10.64.0.0/27" }] },
    [
      'enterpriseTenants.0.dataCidr: is no size for a tenant\'s data network; got "10.64.0.0/27"; allowed: a private /16 to /26, such as 10.64.0.0/20',
    ],
  ],
  [
    "two tenants in one slot",
    {
      ...RAW_PROD,
      enterpriseTenants: [
        { ...TENANT, slot: 3 },
        {
          ...TENANT,
          name: "zeta",
          id: "9c858901-8a57-4791-81fe-4c455b099bc9",
          dataCidr: "10.65.0.0/20",
          slot: 3,
        },
      ],
    },
    [
      "enterpriseTenants.1.slot: is the slot of enterpriseTenants.0 as well; got 3; allowed: a number that no other tenant has, 0 to 15",
    ],
  ],
  [
    "two tenants with one name, one id and one network",
    { ...RAW_PROD, enterpriseTenants: [TENANT, TENANT] },
    [
      'enterpriseTenants.1.dataCidr: overlaps enterpriseTenants.0.dataCidr 10.64.0.0/20; got "10.64.0.0/20"; allowed: a range that no other network of the cell uses',
      'enterpriseTenants.1.name: repeats enterpriseTenants.0.name; got "acme"; allowed: a value that no other tenant has',
      'enterpriseTenants.1.id: repeats enterpriseTenants.0.id; got "3f8e0c3e-6a6e-4d6f-9d57-0d1f4f1f6a10"; allowed: a value that no other tenant has',
    ],
  ],
];

describe("each problem of address ranges", () => {
  testCases(CASES);
});
