/**
 * What an upstream is to Saoma: a connector verifies the credential that a person's phone brought
 * and names every subject the upstream knows the person by. Implementations live in {@code
 * io.saoma.connector.*} and are found by {@link java.util.ServiceLoader}. Except for the form of a
 * declared appid, nothing here knows which upstream it is; session keys and other upstream secrets
 * never cross this interface.
 */
@NullMarked
package io.saoma.connector;

import org.jspecify.annotations.NullMarked;
