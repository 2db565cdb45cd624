package io.saoma.account;

/** The name of an account inside Saoma: random, and never shown to a site. */
public record AccountId(String value) {}
