export declare const OLDEST_NODE: number;
export declare function complainAboutNode(version: string): string | undefined;
