import type { ClaimView, GuaranteeView, ParsedInputOf, warranty } from '@comptoir/contracts';

/** What issueGuarantee asks for. */
export type IssueGuarantee = ParsedInputOf<typeof warranty.issueGuarantee>;
/** What voidGuarantees asks for. */
export type VoidGuarantees = ParsedInputOf<typeof warranty.voidGuarantees>;
/** What reinstateGuarantees asks for. */
export type ReinstateGuarantees = ParsedInputOf<typeof warranty.reinstateGuarantees>;
/** What openClaim asks for. */
export type OpenClaim = ParsedInputOf<typeof warranty.openClaim>;
/** What closeClaim asks for. */
export type CloseClaim = ParsedInputOf<typeof warranty.closeClaim>;
/** A warranted item. */
export type GuaranteeLine = GuaranteeView['lines'][number];

/** A guarantee as stored; its version grows with whatever changes it or the claims on it, so that concurrent changes conflict here. */
export interface GuaranteeRecord extends Omit<GuaranteeView, 'guaranteeId' | 'claims'> {
  readonly _id: string;
  readonly version: number;
  readonly issuedBy: string;
  /** `<storeId>/<guaranteeId>` and `<customerId>/<guaranteeId>`: the order of the lists. */
  readonly storeKey: string;
  readonly customerKey: string;
}

/** A claim as stored. */
export interface ClaimRecord extends Omit<ClaimView, 'claimId'> {
  readonly _id: string;
  readonly openedBy: string;
  readonly closedBy?: string;
  readonly storeId: string;
  /** `<storeId>/<openedAt>` and `<storeId>/<closedAt>`: claims of a store are counted by them. */
  readonly openedKey: string;
  readonly closedKey?: string;
}

/** Units one correction took out of a line. */
export interface Voided {
  readonly guaranteeId: string;
  readonly saleLineId: string;
  readonly quantity: number;
}

/** What a correction did here; `reinstated` with nothing voided is the tombstone of an undo that came first. */
export interface CorrectionRecord {
  readonly _id: string;
  readonly saleId: string;
  readonly state: 'voided' | 'reinstated';
  readonly voided: readonly Voided[];
  readonly at: string;
  readonly by: string;
}
