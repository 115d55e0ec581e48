import type { OpenBill, SupplierPaymentView } from '@comptoir/contracts';

/** What sales knows of a paper of a supplier: whose it is and when it is due. What is open of it is Σ of the journal. */
export interface PayableRecord extends Omit<OpenBill, 'billId' | 'openMinor'> {
  readonly _id: string;
  /** The day that nothing was open of it any more; absent while something is. */
  readonly settledDay?: string;
  /** Grows with every payment of it, so that two of them do not pass each other. */
  readonly revision: number;
}

/** A payment to a supplier as stored. */
export interface SupplierPaymentRecord extends Omit<SupplierPaymentView, 'supplierPaymentId' | 'reversedBy'> {
  readonly _id: string;
}

/** The payment as others see it. */
export function supplierPaymentView(record: SupplierPaymentRecord, reversedBy?: string): SupplierPaymentView {
  const { _id, ...fields } = record;
  return { supplierPaymentId: _id, ...fields, ...(reversedBy === undefined ? {} : { reversedBy }) };
}
