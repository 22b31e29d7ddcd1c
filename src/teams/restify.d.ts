/** What we use of restify 12; the published types are for version 8. */
declare module "restify" {
  import type { Server as HttpServer, IncomingMessage, ServerResponse } from "node:http";

  type Request = IncomingMessage & { body?: unknown };
  type Response = ServerResponse & { send(status: number, body?: unknown): void };
  type Next = (error?: unknown) => void;
  type Handler = (req: Request, res: Response, next: Next) => unknown;
  type AsyncHandler = (req: Request, res: Response) => Promise<void>;

  type Server = {
    readonly server: HttpServer;
    pre(handler: Handler): void;
    use(handler: Handler | Handler[]): void;
    get(path: string, handler: AsyncHandler): void;
    post(path: string, handler: AsyncHandler): void;
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
    on(event: string, listener: (...args: never[]) => void): void;
  };

  const restify: {
    createServer(options: { readonly name: string; readonly log: object }): Server;
    readonly plugins: {
      bodyReader(options: { readonly maxBodySize: number }): Handler;
      jsonBodyParser(options: { readonly mapParams: boolean }): Handler[];
    };
  };
  export default restify;
  export type { Next, Request, Response, Server };
}
