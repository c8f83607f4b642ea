package dev.ksef.simulator.right;

/** How a right came to be, which decides where it is shown and how it ends. */
public enum GrantKind {
    /** Of a person, in the context that granted it. */
    PERSON,
    /** Of an entity, to handle the invoices of the context that granted it. */
    ENTITY,
    /** Of an entity, to issue invoices in its own context on behalf of the one that granted it. */
    AUTHORIZATION,
    /** Of a person, to handle the invoices of a client of the context that granted it, or of all its clients. */
    INDIRECT,
    /** Of the administrator of a unit or an entity below the context that granted it. */
    SUBUNIT,
    /** Of the administrator of an entity of the Union. */
    EU_ADMINISTRATION,
    /** Of a representative of an entity of the Union. */
    EU_REPRESENTATION
}
