// What the tests use of @gorhill/ubo-core, which has no types of its own.

declare module '@gorhill/ubo-core' {
  export function pslInit(rules: string): { toSelfie(): unknown };
  export class StaticNetFilteringEngine {
    static create(options?: { noPSL?: boolean }): Promise<StaticNetFilteringEngine>;
    useLists(lists: { name: string; raw: string }[]): Promise<void>;
  }
}

declare module '@gorhill/ubo-core/js/filtering-context.js' {
  export class FilteringContext {
    redirectURL: string | undefined;
    fromDetails(details: { originURL: string; url: string; type: string }): this;
    setMethod(method: string): this;
  }
}

declare module '@gorhill/ubo-core/js/static-net-filtering.js' {
  import type { FilteringContext } from '@gorhill/ubo-core/js/filtering-context.js';
  const engine: {
    /** 0: nothing; 1: blocked; 2: spared by an exception. */
    matchRequest(context: FilteringContext): 0 | 1 | 2;
    toLogData(): { raw: string } | undefined;
    hasQuery(context: FilteringContext): boolean;
    filterQuery(context: FilteringContext): unknown;
    serialize(): unknown;
    unserialize(saved: unknown): boolean | undefined;
    enableWASM(fetchWasm: (path: string) => Promise<WebAssembly.Module>, folder: string): Promise<boolean>;
  };
  export default engine;
}

declare module '@gorhill/ubo-core/js/s14e-serializer.js' {
  export function serialize(data: unknown, options: { compress: boolean }): string;
  export function deserialize(text: string): unknown;
}

declare module '@gorhill/ubo-core/lib/publicsuffixlist/publicsuffixlist.js' {
  const suffixes: {
    fromSelfie(saved: unknown): boolean;
    enableWASM(fetchWasm: (path: string) => Promise<WebAssembly.Module>, folder: string): Promise<boolean>;
  };
  export default suffixes;
}

declare module '@gorhill/ubo-core/js/static-dnr-filtering.js' {
  export interface Converted {
    id?: number;
    action?: { type: string; redirect?: { transform?: { queryTransform?: { removeParams?: string[] } } } };
    condition?: Record<string, unknown>;
    _error?: string[];
  }
  export function dnrRulesetFromRawLists(
    lists: { name: string; text: string }[],
    options: { env: string[]; extensionPaths: [string, string][] },
  ): Promise<{
    network: { ruleset: Converted[]; filterCount: number; acceptedFilterCount: number };
  }>;
}
