/** The versions of Python that the notebooks run on. */
export const PYTHON: { readonly from: readonly [number, number] };
export const ROOT: string;
export class SetupError extends Error {}
export function furnishJupyter(environment: string): void;
export function jupyterEnvironment(): NodeJS.ProcessEnv;
export function npm(args: readonly string[]): [command: string, args: string[], options: { shell?: boolean }];
export function setUpJupyter(): Promise<string>;
export function setUpPackages(): Promise<void>;
export function setUpPython(
  environment: string,
  requirements: string,
  what: string,
  versions?: { readonly from: readonly [number, number]; readonly to?: readonly [number, number] },
): Promise<string>;
