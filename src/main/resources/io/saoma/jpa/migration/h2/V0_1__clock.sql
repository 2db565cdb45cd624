-- PostgreSQL has clock_timestamp(): the wall clock at the moment of the call. H2's CURRENT_TIMESTAMP stands still inside a transaction, so a
-- deadline that ran out while a statement waited for a row lock would still look good. The same name makes the same statement right on both.
CREATE ALIAS CLOCK_TIMESTAMP FOR 'io.saoma.jpa.H2Clock.now';
