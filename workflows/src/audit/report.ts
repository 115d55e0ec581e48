import type { AuditBreak, AuditInput, AuditReport } from '@comptoir/contracts';
import type { Finding, Suspect } from './finding.js';

/** Examples of each invariant in a report; the totals are whole. A report stays far below a megabyte, the limit of a message. */
const EXAMPLES = 20;
const LONGEST_TEXT = 400;
const LONGEST_SIDE = 500;
const MOST_IDS = 10;

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** A side as a report keeps it; what is not there is null, because a message drops fields that are undefined. */
function sideOf(value: unknown): unknown {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  return text.length <= LONGEST_SIDE ? value : cut(text, LONGEST_SIDE);
}

function exampleOf({ invariant, message, left, right, ids }: Suspect): AuditBreak {
  return {
    invariant,
    message: cut(message, LONGEST_TEXT),
    left: sideOf(left),
    right: sideOf(right),
    ids: ids.slice(0, MOST_IDS).map((id) => cut(id, 100)),
  };
}

/** The report: of each invariant all that was checked and the whole number of breaks, and the first breaks as examples. */
export function reportOf(
  { auditId }: AuditInput,
  span: { readonly startedAt: string; readonly finishedAt: string },
  findings: readonly Finding[],
  confirmed: readonly Suspect[],
): AuditReport {
  const ordered = findings.toSorted((a, b) => a.invariant - b.invariant);
  const broken = Map.groupBy(confirmed, (one) => one.invariant);
  const names = new Set(confirmed.map((one) => one.key));
  return {
    auditId,
    ...span,
    ok: confirmed.length === 0,
    breaks: ordered.flatMap(({ invariant }) => (broken.get(invariant) ?? []).slice(0, EXAMPLES).map(exampleOf)),
    checked: ordered.map(({ suspects, left, right, ...finding }) => ({
      ...finding,
      breaks: broken.get(finding.invariant)?.length ?? 0,
      underWay: finding.underWay + suspects.filter((one) => !names.has(one.key)).length,
      ...(left === undefined ? {} : { left: sideOf(left) }),
      ...(right === undefined ? {} : { right: sideOf(right) }),
    })),
  };
}
