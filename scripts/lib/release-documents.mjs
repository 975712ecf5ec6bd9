// What a release says of itself: which packages are bundled in it, and what it was made from.

/** CycloneDX 1.6 of the bundled packages; their names and versions are those of the licence file that is bundled with them. */
export function softwareBill({ manifest, lock, licences, sha256 }) {
  const components = [...licences.matchAll(/^(\S+) (\d+\.\S+) \((.+)\)$/gm)].map(([, name, version, license]) => {
    const integrity = lock.packages[`node_modules/${name}`]?.integrity;
    const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
    return {
      type: "library",
      "bom-ref": purl,
      name,
      version,
      purl,
      licenses: [{ expression: license }],
      ...(integrity?.startsWith("sha512-")
        ? { hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.slice(7), "base64").toString("hex") }] }
        : {}),
    };
  });
  const ref = `pkg:npm/${manifest.name}@${manifest.version}`;
  const bill = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": ref,
        name: manifest.name,
        version: manifest.version,
        purl: ref,
        licenses: [{ license: { id: manifest.license } }],
        hashes: [{ alg: "SHA-256", content: sha256 }],
      },
    },
    components,
    dependencies: [{ ref, dependsOn: components.map((component) => component["bom-ref"]) }],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

/** An in-toto statement of SLSA's shape, unsigned: whoever publishes signs it (`npm publish --provenance` does so in CI). */
export function provenanceStatement({ name, sha256, commit, manifest }) {
  const statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name, digest: { sha256 } }],
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType: "https://slsa.dev/container-based-build/v0.1",
        externalParameters: { script: "scripts/release.mjs", version: manifest.version },
        resolvedDependencies: [{ uri: "git+.", digest: { gitCommit: commit } }],
      },
      runDetails: { builder: { id: `node-${process.version}` } },
    },
  };
  return `${JSON.stringify(statement, null, 2)}\n`;
}
