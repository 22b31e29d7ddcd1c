/** What we use of restify 12; the published types are for version 8. */
declare module "restify" {
  import type { Server as HttpServer, IncomingMessage, ServerResponse } from "node:http";

  type Request = IncomingMessage;
  type Response = ServerResponse & { send(status: number, body?: unknown): void };
  type AsyncHandler = (req: Request, res: Response) => Promise<void>;

  type Server = {
    readonly server: HttpServer;
    get(path: string, handler: AsyncHandler): void;
    post(path: string, handler: AsyncHandler): void;
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
    on(event: string, listener: (...args: never[]) => void): void;
  };

  const restify: {
    createServer(options: { readonly name: string; readonly log: object; readonly noWriteContinue: boolean }): Server;
  };
  export default restify;
  export type { Request, Response, Server };
}
