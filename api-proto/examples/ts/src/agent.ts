// An agent: keeps one conversation with an Opsflow server open, takes what it has room for, and reports how it ended.
import { randomUUID } from 'node:crypto';
import { create, fromBinary, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { Client, type ClientDuplexStream, credentials, Metadata, status } from '@grpc/grpc-js';
import * as proto from './gen/opsflow/agent/v1/agent_pb.js';

/** What a frame says. */
export type Body = NonNullable<MessageInitShape<typeof proto.AgentFrameSchema>['body']>;
/** Does the work of one step and says how it ended. */
export type Handler = (step: proto.Granted, work: Work) => Promise<Body>;
/** What the work and people have to tell each other. */
export type Work = {
  stop: AbortSignal; // Tells it to stop at once.
  comment: (text: string) => void;
  ask: (question: MessageInitShape<typeof proto.AskSchema>) => Promise<proto.Answer>;
  /** What people said before somebody listens waits until then. */
  listen: (to: People) => void;
};
/** `halt` brings the work to a halt, or lets it go on. */
export type People = { steered?: (text: string, from: string) => void; halt?: (pause: boolean) => void };
export type Options = {
  servers: string[]; // host:port of nodes of one server, one as good as another.
  key: string; instance: string; capabilities: string[]; slots: number;
  handlers: Partial<Record<proto.StepType, Handler>>;
  configured?: (settings: Record<string, unknown>) => void;
};
type AgentError = { clientId: string; code: string; message: string };
/** A claimed step. Its reports wait in `unanswered` until the server has receipted them, its questions in `asks` for people. */
type Attempt = {
  id: string; fence: bigint; last: bigint; unanswered: proto.AgentFrame[]; works: boolean; lost: boolean; cancelled: boolean; stop: AbortController;
  asks: { report: proto.AgentFrame; answered: (answer: proto.Answer) => void; refused: (why: Error) => void }[];
  people: People; unheard: proto.ServerFrame[]; heard: Set<string>;
};

const { RefusalCode, DeclineReason, FailureKind } = proto;
const PATH = `/${proto.AgentService.typeName}/${proto.AgentService.method.connect.name}`;
const HOPELESS = [status.UNAUTHENTICATED, status.PERMISSION_DENIED, status.FAILED_PRECONDITION, status.ABORTED];
const LONGEST_ABSENCE_MS = 60_000; // Whatever a server says.
const KEEPALIVE = { 'grpc.keepalive_time_ms': 20_000, 'grpc.keepalive_timeout_ms': 5_000, 'grpc.max_reconnect_backoff_ms': 2_000 };

export class Agent {
  private readonly attempts = new Map<string, Attempt>();
  private client: Client;
  private readonly servers: string[]; // In an order of chance, so that agents spread over them, also when one goes away.
  private at = 0; // Which of the servers.
  private failed = 0; // How many have failed since one answered.
  private call: ClientDuplexStream<proto.AgentFrame, proto.ServerFrame> | undefined;
  private welcome: proto.Welcome | undefined;
  private maxOutput = 65_536;
  private resumeToken = '';
  private settings = '';
  private pause = 200;
  private wantedAt: number | undefined; // When a server that drains wants this agent back, by performance.now().
  private readonly accepting = new Set<string>();
  private trouble: AgentError | undefined; // What is wrong with this process, until the server has it.
  private asked = 0; // Credits and offers that the server has of us in this session.
  private lastAsked = 0;
  private beats: NodeJS.Timeout | undefined;

  constructor(private readonly options: Options, private readonly ended: (why: string) => void) {
    this.servers = shuffled(options.servers);
    this.client = this.door();
    this.connect();
  }
  private door = (): Client => new Client(this.servers[this.at] ?? '', credentials.createInsecure(), KEEPALIVE);
  /** For good: what it holds returns to the queue at once. */
  leave(): void {
    if (!this.welcome) return this.ended('OK');
    this.attempts.forEach((attempt) => attempt.stop.abort());
    this.say({ case: 'goodbye', value: {} });
  }
  /** Something is wrong with this process, whatever it works on: people see the last that it said. */
  error(code: string, message: string): void {
    const clientId = randomUUID();
    this.trouble = { clientId, code, message };
    if (this.welcome) this.complain(clientId);
  }
  private connect(): void {
    const metadata = Metadata.fromHttp2Headers({ authorization: `Bearer ${this.options.key}` });
    const encode = (frame: proto.AgentFrame) => Buffer.from(toBinary(proto.AgentFrameSchema, frame));
    this.call = this.client.makeBidiStreamRequest(PATH, encode, (bytes) => fromBinary(proto.ServerFrameSchema, bytes), metadata);
    this.call.on('data', (frame: proto.ServerFrame) => this.received(frame));
    this.call.on('error', () => {}); // Its status follows.
    this.call.on('status', ({ code, details }) => this.broken(code, details));
    const { instance, capabilities, slots: maxConcurrent } = this.options;
    this.say({ case: 'hello', value: { protocolVersion: 1, instance, capabilities, maxConcurrent, resumeToken: this.resumeToken, held: this.held() } });
  }
  private broken(code: status, details: string): void {
    this.call = this.welcome = undefined;
    clearTimeout(this.beats);
    if (code === status.OK || HOPELESS.includes(code)) return this.ended(`${status[code]} ${details}`);
    // The others come before a longer pause: it grows with each round in which none of them answered.
    const round = ++this.failed % this.servers.length === 0;
    setTimeout(() => this.connect(), this.untilWanted() ?? (round ? this.pause : 200) * (0.5 + Math.random() / 2));
    if (round) this.pause = Math.min(this.pause * 2, 10_000);
    this.wantedAt = undefined;
    this.client.close();
    this.at = (this.at + 1) % this.servers.length;
    this.client = this.door();
  }
  private untilWanted = () => (this.wantedAt === undefined ? undefined : Math.max(0, Math.ceil(this.wantedAt - performance.now())));
  /** The server ends this call, or lets it end itself: the next one is made after the delay and not before. */
  private drained({ reconnectAfterMs }: proto.Drain): void {
    const session = this.call;
    const away = Math.min(reconnectAfterMs, LONGEST_ABSENCE_MS);
    this.wantedAt = performance.now() + away;
    setTimeout(() => session === this.call && session?.cancel(), away);
  }
  private received(frame: proto.ServerFrame): void {
    const known = this.attempts.get(frame.attemptId);
    const attempt = known?.fence === frame.fence ? known : undefined;
    switch (frame.body.case) {
      case 'welcome': return this.welcomed(frame.body.value);
      case 'offer': return this.offered(frame.body.value);
      case 'granted': return this.granted(frame, frame.body.value, known);
      case 'revoked': return this.revoked(frame, frame.body.value, attempt);
      case 'receipt': return attempt ? this.answered(attempt, frame.number) : this.told(frame.body.value.clientId);
      case 'refused': return this.refused(frame, frame.body.value, attempt);
      case 'drain': return this.drained(frame.body.value);
      case 'answer': return this.answer(frame.body.value, attempt);
      case 'configure': return this.configured(frame.body.value.settingsJson), this.acknowledge(frame.body.value.controlId);
      case 'pause': case 'resume': // Without an attempt the server sends no offers meanwhile, and wants nothing else.
        if (frame.attemptId === '') return this.acknowledge(frame.body.value.controlId);
      // falls through
      case 'steer': return attempt?.works ? this.control(frame, attempt) : undefined;
      default: // Of a newer server: it can do without our answer.
    }
  }
  private welcomed(welcome: proto.Welcome): void {
    this.accepting.clear();
    Object.assign(this, { welcome, resumeToken: welcome.resumeToken, maxOutput: welcome.maxOutputBytes, pause: 200, failed: 0, asked: 0 });
    // What had ended is among the lost too: saying its report again fetches the receipt that was lost on the way.
    welcome.lostAttemptIds.map((id) => this.attempts.get(id)).forEach((lost) => lost?.works && this.drop(lost));
    this.attempts.forEach((attempt) => attempt.unanswered.forEach((report) => this.call?.write(report)));
    // Hello has ended what the server knew of it, so that it is something new.
    if (this.trouble) this.error(this.trouble.code, this.trouble.message);
    this.configured(welcome.settingsJson);
    this.askForWork();
    this.beat();
  }
  private beat(): void {
    clearTimeout(this.beats);
    if (!this.welcome) return;
    const freeSlots = Math.max(0, this.options.slots - this.attempts.size);
    this.say({ case: 'heartbeat', value: { held: this.held(), freeSlots } });
    this.beats = setTimeout(() => this.beat(), this.attempts.size > 0 ? this.welcome.heartbeatBusyMs : this.welcome.heartbeatIdleMs);
  }
  private askForWork(): void {
    const amount = this.options.slots - this.attempts.size - this.asked;
    if (!this.welcome || amount <= 0) return;
    this.asked += this.lastAsked = amount;
    this.say({ case: 'credits', value: { amount } });
  }
  private offered({ offerId, type }: proto.Offer): void {
    const reason = this.options.handlers[type] === undefined ? DeclineReason.INCAPABLE : DeclineReason.BUSY;
    if (reason === DeclineReason.BUSY && this.attempts.size + this.accepting.size < this.options.slots) this.accept(offerId);
    else this.say({ case: 'decline', value: { offerId, reason } });
  }
  private accept = (offerId: string): void => (this.accepting.add(offerId), this.say({ case: 'accept', value: { offerId } }));
  private granted({ attemptId: id, fence }: proto.ServerFrame, step: proto.Granted, known: Attempt | undefined): void {
    if (this.accepting.delete(step.offerId)) this.asked--;
    if (known?.fence === fence) return; // The server repeats itself.
    if (known) this.drop(known);
    const attempt: Attempt = {
      id, fence, last: step.lastNumber, unanswered: [], works: true, lost: false, cancelled: false, stop: new AbortController(),
      asks: [], people: {}, unheard: [], heard: new Set<string>(),
    };
    this.attempts.set(id, attempt);
    void this.work(attempt, step);
  }
  private async work(attempt: Attempt, step: proto.Granted): Promise<void> {
    if (attempt.last === 0n) this.report(attempt, { case: 'started', value: {} });
    this.beat();
    const handler = this.options.handlers[step.type] ?? (async () => failed('incapable', 'This agent has no handler for the step.'));
    const end = await handler(step, this.workOn(attempt)).catch((e: unknown) => failed('handler_error', String(e), FailureKind.RETRYABLE));
    attempt.works = false;
    const size = end.case === 'completed' ? Buffer.byteLength(end.value.outputJson ?? '') : 0;
    if (attempt.lost) this.forget(attempt);
    else this.report(attempt, size <= this.maxOutput ? end : failed('too_large', `The result has ${size} bytes, the server takes ${this.maxOutput}.`));
  }
  private workOn(attempt: Attempt): Work {
    return {
      stop: attempt.stop.signal,
      comment: (text) => void this.report(attempt, { case: 'comment', value: { scope: proto.CommentScope.STEP, text } }),
      ask: (question) =>
        new Promise((answered, refused) => {
          attempt.asks.push({ report: this.report(attempt, { case: 'ask', value: question }), answered, refused });
          attempt.stop.signal.addEventListener('abort', () => refused(new Error('The work has to stop.')));
        }),
      listen: (people) => {
        attempt.people = people;
        attempt.unheard.splice(0).forEach((frame) => this.control(frame, attempt));
      },
    };
  }
  private report(attempt: Attempt, body: Body, number = ++attempt.last): proto.AgentFrame {
    const report = create(proto.AgentFrameSchema, { attemptId: attempt.id, fence: attempt.fence, number, body });
    if (attempt.lost) return report;
    attempt.unanswered = [...attempt.unanswered.filter((other) => other.number !== number), report];
    if (this.welcome) this.call?.write(report);
    return report;
  }
  private answered(attempt: Attempt, number: bigint): void {
    attempt.unanswered = attempt.unanswered.filter((report) => report.number !== number);
    if (!attempt.works && attempt.unanswered.length === 0) this.forget(attempt);
  }
  private refused({ attemptId, number }: proto.ServerFrame, { code, field, message, offerId, clientId, retryAfterMs }: proto.Refused, attempt: Attempt | undefined): void {
    const session = this.call;
    const later = (again: () => void) => void setTimeout(() => session === this.call && again(), Math.max(1, retryAfterMs));
    const report = attempt?.unanswered.find((each) => each.number === number)?.body.case;
    if (clientId !== '' && code === RefusalCode.OVERLOADED) later(() => this.complain(clientId));
    else if (clientId !== '') this.told(clientId);
    else if (offerId !== '' && code === RefusalCode.OVERLOADED) later(() => this.accept(offerId));
    else if (offerId !== '') this.accepting.delete(offerId); // The credit is back.
    else if (field.startsWith('credits')) later(() => ((this.asked -= this.lastAsked), this.askForWork()));
    else if (attemptId === '' && code === RefusalCode.UNKNOWN_FRAME) this.trouble = undefined; // Nothing else is newer than some servers.
    else if (attempt && code === RefusalCode.LEASE_LOST) this.drop(attempt);
    else if (!attempt || !report) return;
    else if (code === RefusalCode.OVERLOADED) later(() => attempt.unanswered.forEach((each) => session?.write(each)));
    else if (code === RefusalCode.OUT_OF_ORDER) return; // One before it was refused: it has moved up, and was said again.
    else if (report === 'completed') this.report(attempt, failed(code === RefusalCode.TOO_LARGE ? 'too_large' : 'refused', message), number);
    else if (report === 'comment' || report === 'ask') this.withdraw(attempt, number, message);
    else if (report === 'failed') this.report(attempt, { case: 'released', value: { message } }, number);
    else this.drop(attempt);
  }
  /** Unless something else is wrong by now. */
  private complain(clientId: string): void {
    if (this.trouble?.clientId === clientId) this.say({ case: 'agentError', value: this.trouble });
  }
  /** An answer to what was said before the last is of no interest. */
  private told(clientId: string): void {
    if (this.trouble?.clientId === clientId) this.trouble = undefined;
  }
  /** The report has not used its number up: those behind it move up, and are said again. */
  private withdraw(attempt: Attempt, number: bigint, why: string): void {
    attempt.asks.find((ask) => ask.report.number === number)?.refused(new Error(why));
    attempt.unanswered = attempt.unanswered.filter((report) => report.number !== number);
    attempt.last--;
    for (const report of attempt.unanswered.filter((each) => each.number > number)) {
      report.number--;
      this.call?.write(report);
    }
  }
  /** May come before the receipt of its question, and again: whoever waited has it then, or does not wait any more. */
  private answer(answer: proto.Answer, attempt: Attempt | undefined): void {
    attempt?.asks.find((ask) => ask.report.number === answer.askNumber)?.answered(answer);
    this.acknowledge(answer.askId);
  }
  private configured(settings: string): void {
    if (settings !== '' && settings !== this.settings) this.options.configured?.(JSON.parse(settings));
    this.settings = settings;
  }
  /** Takes effect once and is acknowledged each time, when somebody has heard: until then the server says it again. */
  private control(frame: proto.ServerFrame, attempt: Attempt): void {
    const { body } = frame;
    if (body.case !== 'pause' && body.case !== 'resume' && body.case !== 'steer') return;
    const { steered, halt } = attempt.people;
    const hear = body.case === 'steer' ? steered && (() => steered(body.value.text, body.value.from)) : halt && (() => halt(body.case === 'pause'));
    if (hear === undefined) return void attempt.unheard.push(frame);
    if (!attempt.heard.has(body.value.controlId)) hear();
    attempt.heard.add(body.value.controlId);
    this.acknowledge(body.value.controlId);
  }
  private acknowledge = (controlId: string): void => this.say({ case: 'controlAck', value: { controlId } });
  private revoked({ attemptId, fence }: proto.ServerFrame, { code }: proto.Revoked, attempt: Attempt | undefined): void {
    const cancelled = code === RefusalCode.CANCELLED; // Only then the server waits for an answer.
    if (attempt) this.drop(Object.assign(attempt, { cancelled }));
    else if (cancelled) this.say({ case: 'controlAck', value: {} }, attemptId, fence);
  }
  /** The attempt is no longer ours: its work ends, its reports are void. */
  private drop(attempt: Attempt): void {
    Object.assign(attempt, { lost: true, unanswered: [] });
    attempt.stop.abort();
    if (!attempt.works) this.forget(attempt);
  }
  /** Nothing of it runs any more. */
  private forget(attempt: Attempt): void {
    if (this.attempts.get(attempt.id) === attempt) this.attempts.delete(attempt.id);
    if (attempt.cancelled) this.say({ case: 'controlAck', value: {} }, attempt.id, attempt.fence);
    this.askForWork();
  }
  private held = () => [...this.attempts.values()].filter((each) => !each.lost || each.cancelled).map(({ id, fence }) => ({ attemptId: id, fence }));
  private say = (body: Body, attemptId = '', fence = 0n): void => void this.call?.write(create(proto.AgentFrameSchema, { attemptId, fence, body }));
}

const shuffled = <T>(all: T[]): T[] => all.map((one) => ({ one, by: Math.random() })).sort((a, b) => a.by - b.by).map(({ one }) => one);

export function failed(reason: string, message: string, kind = FailureKind.TERMINAL, exitCode?: number): Body {
  return { case: 'failed', value: exitCode === undefined ? { kind, reason, message } : { kind, reason, message, exitCode } };
}
