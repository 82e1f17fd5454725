/** A subnet gives no public address to what starts in it. */
import { resourcePolicy } from "../frame/policy";

/**
 * What needs a public address, such as a NAT gateway, asks for one by itself. Source: Amazon VPC
 * User Guide, "Modify the IP addressing attributes of your subnet".
 */
export const exposureSubnetForbidAutomaticPublicAddresses = resourcePolicy({
  name: "exposure-subnet-forbid-automatic-public-addresses",
  description: "A subnet gives no public address to what starts in it.",
  types: ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "mapPublicIpOnLaunch left out", bad: "mapPublicIpOnLaunch: true" },
  judge: (subnet) =>
    subnet.bool("mapPublicIpOnLaunch", false).mustBe(false, "set it to false or remove it"),
});
