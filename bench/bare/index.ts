/**
 * A program of bare resources: what the engine itself takes, without components, SDK classes or
 * policies. `BARE_RESOURCES` says how many; 0 is the empty program.
 */
import * as pulumi from "@pulumi/pulumi";

const count = Number(process.env.BARE_RESOURCES ?? "");
if (!Number.isInteger(count) || count < 0) {
  throw new Error(
    `BARE_RESOURCES is "${process.env.BARE_RESOURCES ?? ""}"; a whole number from 0 is allowed.`,
  );
}

/** Any resource, by its type token alone. */
class BareResource extends pulumi.CustomResource {}

/** A provider by its package's name alone, so that no provider SDK is loaded. */
class BareProvider extends pulumi.ProviderResource {
  constructor(name: string) {
    super("aws", name, { region: "us-east-1", allowedAccountIds: ["111122223333"] });
  }
}

if (count > 0) {
  const provider = new BareProvider("bare");
  for (let index = 0; index < count; index += 1) {
    new BareResource(
      "aws:s3/bucket:Bucket",
      `bare-${index}`,
      { tags: { index: `${index}` } },
      { provider },
    );
  }
}
