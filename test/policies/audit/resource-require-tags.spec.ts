import { UNKNOWN } from "../../../facts/values";
import { auditResourceRequireTags } from "../../../policies/audit/resource-require-tags";
import { specify, undecidedMessage } from "../../support/policy";

specify(auditResourceRequireTags, {
  type: "aws:rds/instance:Instance",
  good: {
    tags: {
      environment: "prod",
      component: "data",
      "cost-center": "a",
      residency: "us",
      "data-class": "personal",
      owner: UNKNOWN,
    },
  },
  cases: {
    "names what is missing": [
      { "tags.owner": undefined, "tags.component": undefined },
      ["tags lacks component, owner; add it."],
    ],
    "names all of them": [
      { tags: undefined },
      ["tags lacks environment, component, cost-center, residency, data-class, owner; add it."],
    ],
    "is undecided when all tags are unknown": [{ tags: UNKNOWN }, [undecidedMessage("tags")]],
  },
});
