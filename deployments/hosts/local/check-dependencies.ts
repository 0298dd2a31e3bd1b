import { DeploymentFailure } from "../../errors/deployment-failure.ts";
import type { PackageManifest } from "../../framework/detect-framework.ts";

const foreign = /^(?:git|github:|gitlab:|bitbucket:|gist:|https?:|file:|link:|ssh:|git\+)|^[\w.-]+\/[\w.-]+(?:#.*)?$/;

/** Refuses dependencies that come from anywhere but the registry (A34): from Git, a URL or a folder. Throws DeploymentFailure. */
export const checkDependencies = (manifest: PackageManifest): void => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    if (foreign.test(version)) {
      throw new DeploymentFailure({
        code: "dependency_refused",
        message: `The dependency ${name} comes from ${version}, not from the package registry.`,
        fix: "Use a published version of it in package.json.",
        excerpt: [`"${name}": "${version}"`],
        signature: `dependency_refused:${name}`,
      });
    }
  }
};
