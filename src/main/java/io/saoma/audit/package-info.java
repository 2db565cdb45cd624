/**
 * What happened, to whom, in the transaction in which it happened: one row for every step that
 * changes what a person or a site may do. Rows are only ever added. They name accounts and clients,
 * never an upstream's subject, a secret or an address.
 */
@NullMarked
package io.saoma.audit;

import org.jspecify.annotations.NullMarked;
