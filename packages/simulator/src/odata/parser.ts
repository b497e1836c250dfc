import { tickOfIso } from '../tenant/tick.ts';
import {
  ODataError,
  type CompareOperator,
  type Expression,
  type Literal,
  type Operand,
} from './expression.ts';
import { tokens, type Token } from './lexer.ts';

const OPERATORS: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const TESTS: Readonly<Record<string, number>> = { startswith: 2, endswith: 2, contains: 2 };
const FUNCTIONS: Readonly<Record<string, number>> = { ...TESTS, tolower: 1, toupper: 1, trim: 1, length: 1 };
/** Deeper than any sensible filter, and shallow enough for the stack: the text comes from the network. */
const DEEPEST = 100;

/** @throws ODataError when the text is no filter. */
export function parseFilter(text: string): Expression {
  return new Parser(text).whole();
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokens(text);
  }

  whole(): Expression {
    const expression = this.#or();
    if (this.#peek().kind !== 'end') throw this.#error();
    return expression;
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Expression {
    let left = this.#unary();
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#unary() };
    return left;
  }

  #unary(): Expression {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new ODataError('The filter is nested too deeply.');
    const expression = this.#bare();
    this.#depth -= 1;
    return expression;
  }

  #bare(): Expression {
    if (this.#takeWord('not')) return { kind: 'not', inner: this.#unary() };
    if (this.#takeSign('(')) {
      const inner = this.#or();
      this.#expectSign(')');
      return inner;
    }
    return this.#comparison();
  }

  #comparison(): Expression {
    const left = this.#operand();
    if (left.kind === 'lambda') return left.expression;
    const word = this.#peek();
    if (word.kind === 'word' && word.text === 'in') {
      this.#next += 1;
      return { kind: 'in', left: left.operand, options: this.#options() };
    }
    if (word.kind === 'word' && OPERATORS.has(word.text)) {
      this.#next += 1;
      const right = this.#operand();
      if (right.kind === 'lambda') throw this.#error();
      return {
        kind: 'compare',
        operator: word.text as CompareOperator,
        left: left.operand,
        right: right.operand,
      };
    }
    const { operand } = left;
    if (
      operand.kind === 'call' ? operand.name in TESTS : operand.kind === 'path' || operand.kind === 'boolean'
    )
      return { kind: 'test', operand };
    throw this.#error();
  }

  #options(): Literal[] {
    this.#expectSign('(');
    const options = [this.#literal()];
    while (this.#takeSign(',')) options.push(this.#literal());
    this.#expectSign(')');
    return options;
  }

  #operand(): { kind: 'operand'; operand: Operand } | { kind: 'lambda'; expression: Expression } {
    const token = this.#peek();
    if (token.kind !== 'word' || RESERVED.has(token.text))
      return { kind: 'operand', operand: this.#literal() };
    this.#next += 1;
    const arity = FUNCTIONS[token.text];
    if (arity !== undefined && this.#takeSign('('))
      return { kind: 'operand', operand: this.#call(token.text, arity) };
    // An enumeration or a date of OData 3 in its long form: the type's name, then the quoted value.
    if (this.#peek().kind === 'text' && this.#peek().at === token.at + token.text.length)
      return { kind: 'operand', operand: this.#literal() };
    return this.#path(token.text);
  }

  #call(name: string, arity: number): Operand {
    const operands: Operand[] = [];
    do {
      const part = this.#operand();
      if (part.kind === 'lambda') throw this.#error();
      operands.push(part.operand);
    } while (this.#takeSign(','));
    this.#expectSign(')');
    if (operands.length !== arity)
      throw new ODataError(
        `No function signature for the function with name '${name}' matches ${operands.length} arguments.`,
      );
    return { kind: 'call', name, operands };
  }

  #path(first: string): { kind: 'operand'; operand: Operand } | { kind: 'lambda'; expression: Expression } {
    const segments = [first];
    while (this.#takeSign('/')) {
      const token = this.#take('word');
      if ((token.text === 'any' || token.text === 'all') && this.#takeSign('('))
        return { kind: 'lambda', expression: this.#lambda(token.text, segments) };
      segments.push(token.text);
    }
    return { kind: 'operand', operand: { kind: 'path', segments } };
  }

  #lambda(kind: 'any' | 'all', path: readonly string[]): Expression {
    if (kind === 'any' && this.#takeSign(')')) return { kind, path, variable: undefined, inner: undefined };
    const variable = this.#take('word').text;
    this.#expectSign(':');
    const inner = this.#or();
    this.#expectSign(')');
    return { kind, path, variable, inner };
  }

  #literal(): Literal {
    const token = this.#peek();
    this.#next += 1;
    if (token.kind === 'text') return { kind: 'text', value: token.text };
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'word' && (token.text === 'true' || token.text === 'false'))
      return { kind: 'boolean', value: token.text === 'true' };
    if (token.kind === 'word' && token.text === 'null') return { kind: 'null' };
    const value = token.kind === 'time' ? tickOfIso(token.text) : undefined;
    if (value !== undefined) return { kind: 'time', value };
    this.#next -= 1;
    throw this.#error();
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: this.#text.length };
  }

  #take(kind: Token['kind']): Token {
    const token = this.#peek();
    if (token.kind !== kind) throw this.#error();
    this.#next += 1;
    return token;
  }

  #takeWord(text: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'word' || token.text !== text) return false;
    this.#next += 1;
    return true;
  }

  #takeSign(text: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'sign' || token.text !== text) return false;
    this.#next += 1;
    return true;
  }

  #expectSign(text: string): void {
    if (!this.#takeSign(text)) throw this.#error();
  }

  #error(): ODataError {
    return new ODataError(`Syntax error at position ${this.#peek().at} in '${this.#text}'.`);
  }
}

const RESERVED: ReadonlySet<string> = new Set(['true', 'false', 'null']);
