/**
 * Every row and every store: the only package that knows there is SQL. Rows are the only mutable
 * objects of the server and never leave this package. Whatever is single-use is spent here by one
 * conditional statement, judged by its row count and by the database's own clock.
 */
@NullMarked
package io.saoma.jpa;

import org.jspecify.annotations.NullMarked;
