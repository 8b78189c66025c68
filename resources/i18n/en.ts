<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- The window speaks English as it stands in the code; here is what reads better otherwise. -->
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>Account</name>
    <message>
        <source>Province: session over, log in again (%k)</source>
        <translation>Province: session ended, log in again (%k)</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>Look again</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>A pile with separator sheets</source>
        <translation>Pile with separator sheets</translation>
    </message>
    <message>
        <source>Separator sheets to print…</source>
        <translation>Print separator sheets…</translation>
    </message>
    <message>
        <source>A file that the citizen brings…</source>
        <translation>File from the citizen…</translation>
    </message>
    <message>
        <source>From the e-store instead of scanning</source>
        <translation>Use the e-store’s copy instead</translation>
    </message>
    <message>
        <source>Ask the e-stores anew</source>
        <translation>Ask the e-stores again</translation>
    </message>
    <message>
        <source>The paper before</source>
        <translation>Previous paper</translation>
    </message>
    <message>
        <source>The next paper</source>
        <translation>Next paper</translation>
    </message>
    <message>
        <source>The page before</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>The next page</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Take the other reading</source>
        <translation>Use the other reading</translation>
    </message>
    <message>
        <source>Whiten the paper</source>
        <translation>Whiten the background</translation>
    </message>
    <message>
        <source>As proposed at first</source>
        <translation>Back to the automatic result</translation>
    </message>
    <message>
        <source>One place up</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>One place down</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>Move this page and all behind it to</source>
        <translation>Move this and all following pages to</translation>
    </message>
    <message>
        <source>The backs begin here: put fronts and backs together</source>
        <translation>Backs start here: collate fronts and backs</translation>
    </message>
    <message>
        <source>Front and back of a card, with the next page: onto one A4</source>
        <translation>Card: this page and the next onto one A4</translation>
    </message>
    <message>
        <source>Set aside before</source>
        <translation>Pages set aside</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>By width or whole</source>
        <translation>Fit width or whole page</translation>
    </message>
    <message>
        <source>Take note…</source>
        <translation>Acknowledge…</translation>
    </message>
    <message>
        <source>Was here before</source>
        <translation>Earlier visitor</translation>
    </message>
    <message>
        <source>Invented citizen</source>
        <translation>Sample citizen</translation>
    </message>
    <message>
        <source>Handed in by somebody else</source>
        <translation>Handed in by someone else</translation>
    </message>
    <message>
        <source>A procedure used often</source>
        <translation>Frequent procedure</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Switch language</translation>
    </message>
    <message>
        <source>scan the paper that is missing next</source>
        <translation>scan the next missing paper</translation>
    </message>
    <message>
        <source>scan the page again, in its place</source>
        <translation>rescan the page in place</translation>
    </message>
    <message>
        <source>take in a file</source>
        <translation>take a file</translation>
    </message>
    <message>
        <source>take it from the e-store, or give it back</source>
        <translation>use the e-store’s copy, or not</translation>
    </message>
    <message>
        <source>ask the e-stores anew</source>
        <translation>ask the e-stores again</translation>
    </message>
    <message>
        <source>driver of the signing USB, revoked: noted</source>
        <translation>signing USB driver, acknowledge</translation>
    </message>
    <message>
        <source>straighten, or not</source>
        <translation>straighten on or off</translation>
    </message>
    <message>
        <source>whiten the paper, or not</source>
        <translation>whiten on or off</translation>
    </message>
    <message>
        <source>one place up, down</source>
        <translation>move up, down</translation>
    </message>
    <message>
        <source>larger, smaller, by width or whole</source>
        <translation>zoom in, out, fit width or whole</translation>
    </message>
    <message>
        <source>take the other reading</source>
        <translation>use the other reading</translation>
    </message>
    <message>
        <source>log in at the province, or out</source>
        <translation>log in or out at the province</translation>
    </message>
    <message>
        <source>look again, send again</source>
        <translation>check again, send again</translation>
    </message>
    <message>
        <source>signing: move the signature, or not</source>
        <translation>signing: move, place by itself</translation>
    </message>
    <message>
        <source>other language, light or dark</source>
        <translation>language, light or dark</translation>
    </message>
</context>
<context>
    <name>AgencyPage</name>
    <message>
        <source>No dossier waits for the agency's signature.</source>
        <translation>No dossier is waiting for the agency’s signature.</translation>
    </message>
    <message>
        <source>Waiting for the agency's signature, oldest first</source>
        <translation>Waiting for the agency’s signature, oldest first</translation>
    </message>
</context>
<context>
    <name>CardForm</name>
    <message>
        <source>Reading the card on the scanner… Esc stops.</source>
        <translation>Reading the card on the scanner… press Esc to stop.</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>the province refused it</source>
        <translation>refused by the province</translation>
    </message>
    <message>
        <source>waits for the seal keeper</source>
        <translation>waiting for the seal keeper</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>reading…</translation>
    </message>
    <message>
        <source>not to be scanned</source>
        <translation>no need to scan</translation>
    </message>
    <message>
        <source>%1 kB a page</source>
        <translation>%1 kB per page</translation>
    </message>
    <message>
        <source>%1 kB, signed before</source>
        <translation>%1 kB, signed already</translation>
    </message>
    <message>
        <source>%n page(s)</source>
        <translation>pages: %n</translation>
    </message>
</context>
<context>
    <name>ContentsPanel</name>
    <message>
        <source>read otherwise: «%1»</source>
        <translation>also read as «%1»</translation>
    </message>
</context>
<context>
    <name>ContentsView</name>
    <message>
        <source>It belongs here</source>
        <translation>Keep it here</translation>
    </message>
</context>
<context>
    <name>Cropping</name>
    <message>
        <source>Arrows move a side, Tab takes the next, %k cuts, %1 leaves it</source>
        <translation>Arrows move a side, Tab: next side, %k: crop, %1: cancel</translation>
    </message>
</context>
<context>
    <name>DossierView</name>
    <message>
        <source>E-store: owner not asked yet</source>
        <translation>E-store: not asked yet</translation>
    </message>
    <message>
        <source>E-store: the owner agrees</source>
        <translation>E-store: owner agrees</translation>
    </message>
    <message>
        <source>E-store: the owner does not agree</source>
        <translation>E-store: owner disagrees</translation>
    </message>
    <message>
        <source>The owner does not agree</source>
        <translation>The owner disagrees</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Separator sheets to print</source>
        <translation>Print separator sheets</translation>
    </message>
    <message>
        <source>Take the pages alone?</source>
        <translation>Take only the pages?</translation>
    </message>
    <message>
        <source>Pages alone</source>
        <translation>Only the pages</translation>
    </message>
    <message>
        <source>Do not take it</source>
        <translation>Do not take the file</translation>
    </message>
</context>
<context>
    <name>FindPage</name>
    <message>
        <source>Nothing was found for «%1». %k shows all dossiers.</source>
        <translation>Nothing found for «%1». Press %k to show all dossiers.</translation>
    </message>
    <message>
        <source>Found for «%1»</source>
        <translation>Results for «%1»</translation>
    </message>
</context>
<context>
    <name>Finishing</name>
    <message>
        <source>%1 %k once more confirms it as it is.</source>
        <translation>%1 Press %k once more to confirm it as it is.</translation>
    </message>
    <message>
        <source>Signed. The dossier goes to the province by itself.</source>
        <translation>Signed. The dossier is on its way to the province.</translation>
    </message>
    <message>
        <source>Signed by the official. Next is the agency's signature.</source>
        <translation>Signed by the official. The agency’s signature comes next.</translation>
    </message>
    <message>
        <source>Nothing was left to sign. The dossier goes to the province by itself.</source>
        <translation>Nothing left to sign. The dossier is on its way to the province.</translation>
    </message>
    <message>
        <source>Signed. The dossier waits for the seal keeper to sign for the agency, then goes.</source>
        <translation>Signed. The dossier goes to the province once the seal keeper has signed for the agency.</translation>
    </message>
</context>
<context>
    <name>FrameView</name>
    <message>
        <source>Scanner: looking…</source>
        <translation>Scanner: checking…</translation>
    </message>
    <message>
        <source>Certificate: looking…</source>
        <translation>Certificate: checking…</translation>
    </message>
    <message>
        <source>Line: looking…</source>
        <translation>Line: checking…</translation>
    </message>
</context>
<context>
    <name>HealthPage</name>
    <message>
        <source>ok</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>trouble</source>
        <translation>problem</translation>
    </message>
</context>
<context>
    <name>Lights</name>
    <message>
        <source>could not be looked at</source>
        <translation>could not be checked</translation>
    </message>
    <message>
        <source>trouble</source>
        <translation>problem</translation>
    </message>
    <message>
        <source>%1 papers waiting to be sent</source>
        <translation>Waiting to be sent: %1</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>%1 to be confirmed</source>
        <translation>%1 to confirm</translation>
    </message>
    <message>
        <source>%1 to be scanned</source>
        <translation>%1 to scan</translation>
    </message>
    <message>
        <source>to be signed</source>
        <translation>to sign</translation>
    </message>
    <message>
        <source>to be sent</source>
        <translation>to send</translation>
    </message>
    <message>
        <source>to be signed for the agency</source>
        <translation>to sign for the agency</translation>
    </message>
    <message>
        <source>waits for the seal keeper</source>
        <translation>waiting for the seal keeper</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>%1 %2 choose · %k opens</source>
        <translation>%1 %2 to choose · %k to open</translation>
    </message>
</context>
<context>
    <name>Lists</name>
    <message>
        <source>tries: %1</source>
        <translation>attempts: %1</translation>
    </message>
</context>
<context>
    <name>ListsView</name>
    <message>
        <source>It is kept in the journal. What is found revoked later is told anew.</source>
        <translation>The note is kept in the journal. Certificates found revoked later are reported again.</translation>
    </message>
    <message>
        <source>Take note (Enter)</source>
        <translation>Acknowledge (Enter)</translation>
    </message>
    <message>
        <source>Press %k to look at every part.</source>
        <translation>Press %k to check every part.</translation>
    </message>
    <message>
        <source>e.g. told the one responsible; the papers are made anew</source>
        <translation>e.g. told the person in charge; papers made anew</translation>
    </message>
    <message>
        <source>WHAT WAS DONE ABOUT IT</source>
        <translation>WHAT WAS DONE</translation>
    </message>
</context>
<context>
    <name>LogInDialog</name>
    <message>
        <source>The session of %1 is over; log in again.</source>
        <translation>The session of %1 has ended; log in again.</translation>
    </message>
    <message>
        <source>Nobody is logged in. The e-stores are only asked in an official's name.</source>
        <translation>Nobody is logged in. The e-stores can only be asked in an official’s name.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Quầy Số met an error of its own. Nothing that was saved is lost.</source>
        <translation>Quầy Số ran into an error of its own. Nothing that was saved is lost.</translation>
    </message>
    <message>
        <source>Go on working; tell the help desk the time. The log has the details.</source>
        <translation>You can go on working. Tell the help desk the time; the log has the details.</translation>
    </message>
</context>
<context>
    <name>ModulesDialog</name>
    <message>
        <source>Automatic: every driver found that can be used (%1)</source>
        <translation>Automatic: every usable driver found (%1)</translation>
    </message>
    <message>
        <source>From now on every driver found is used.</source>
        <translation>From now on, every usable driver is used.</translation>
    </message>
</context>
<context>
    <name>ModulesView</name>
    <message>
        <source>Quầy Số finds the drivers it knows by itself. Choose one by hand where the signing USB is not seen.</source>
        <translation>Quầy Số finds known drivers by itself. Choose one by hand only if the signing USB is not seen.</translation>
    </message>
</context>
<context>
    <name>NewDossierPage</name>
    <message>
        <source>%1 papers · %2 must be digitised</source>
        <translation>papers: %1 · to digitise: %2</translation>
    </message>
    <message>
        <source>%1 originals</source>
        <translation>originals: %1</translation>
    </message>
    <message>
        <source>%1 copies</source>
        <translation>copies: %1</translation>
    </message>
    <message>
        <source>%1 working days</source>
        <translation>working days: %1</translation>
    </message>
    <message>
        <source>The e-store was not looked into yet: %k to log in at the province.</source>
        <translation>The e-store has not been checked yet: press %k to log in at the province.</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Take note</source>
        <translation>Acknowledge</translation>
    </message>
</context>
<context>
    <name>OwnerForm</name>
    <message>
        <source>Nobody is chosen yet.</source>
        <translation>Nobody chosen yet.</translation>
    </message>
    <message>
        <source>No card was read yet. %k to type the owner by hand.</source>
        <translation>No card read yet. Press %k to type the owner by hand.</translation>
    </message>
    <message>
        <source>Nobody like «%1» was here before.</source>
        <translation>No earlier visitor matches «%1».</translation>
    </message>
    <message>
        <source>this QR is not whole</source>
        <translation>this QR is incomplete</translation>
    </message>
    <message>
        <source>Not filled in yet.</source>
        <translation>Please fill this in.</translation>
    </message>
    <message>
        <source>Fits the birth date and the sex.</source>
        <translation>Fits the date of birth and the sex.</translation>
    </message>
</context>
<context>
    <name>OwnerView</name>
    <message>
        <source>the owner does not agree</source>
        <translation>the owner disagrees</translation>
    </message>
    <message>
        <source>Papers into the e-store</source>
        <translation>Keep papers in the e-store</translation>
    </message>
    <message>
        <source>QR of the citizen card, by a reader of codes</source>
        <translation>QR of the citizen card, from a code reader</translation>
    </message>
    <message>
        <source>Number of the person</source>
        <translation>Personal number</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Who was here before</source>
        <translation>Earlier visitor</translation>
    </message>
    <message>
        <source>Words of the name in any order, marks not needed; or digits of the number</source>
        <translation>Parts of the name in any order, without marks; or digits of the number</translation>
    </message>
    <message>
        <source>Who hands in: number</source>
        <translation>Submitter: personal number</translation>
    </message>
    <message>
        <source>Who hands in: full name</source>
        <translation>Submitter: full name</translation>
    </message>
    <message>
        <source>Paper of authorisation</source>
        <translation>Authorisation</translation>
    </message>
    <message>
        <source>number and day</source>
        <translation>number and date</translation>
    </message>
    <message>
        <source>12 digits, old card, passport</source>
        <translation>12 digits, old card or passport</translation>
    </message>
</context>
<context>
    <name>PagesPanel</name>
    <message>
        <source>Done: %1 · %k undoes it</source>
        <translation>Done: %1 · %k to undo</translation>
    </message>
</context>
<context>
    <name>PileView</name>
    <message>
        <source>Paper that the pages behind belong to</source>
        <translation>Paper that the following pages belong to</translation>
    </message>
    <message>
        <source>To this paper (Enter)</source>
        <translation>Put them here (Enter)</translation>
    </message>
</context>
<context>
    <name>Pointing</name>
    <message>
        <source>Reading what is framed… %1 leaves it</source>
        <translation>Reading the frame… %1 to cancel</translation>
    </message>
    <message>
        <source>Nothing there can be «%1».</source>
        <translation>Nothing there fits «%1».</translation>
    </message>
</context>
<context>
    <name>ProcedureForm</name>
    <message>
        <source>No procedure is chosen yet.</source>
        <translation>No procedure chosen yet.</translation>
    </message>
    <message>
        <source>%1 procedures fit: choose one with ↑ ↓ and Enter.</source>
        <translation>%1 procedures match: choose one with ↑ ↓ and Enter.</translation>
    </message>
    <message>
        <source>No procedure fits «%1».</source>
        <translation>No procedure matches «%1».</translation>
    </message>
</context>
<context>
    <name>ProcedureView</name>
    <message>
        <source>A few words in any order, marks not needed; or the code</source>
        <translation>Some words in any order, without marks; or the code</translation>
    </message>
    <message>
        <source>Procedures that fit</source>
        <translation>Matching procedures</translation>
    </message>
</context>
<context>
    <name>ProspectView</name>
    <message>
        <source>Day of return</source>
        <translation>Return date</translation>
    </message>
    <message>
        <source>Goes on</source>
        <translation>Passed on</translation>
    </message>
    <message>
        <source>Choose a procedure to see what has to be handed in.</source>
        <translation>Choose a procedure to see what must be handed in.</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>%1 on their way</source>
        <translation>On their way: %1</translation>
    </message>
</context>
<context>
    <name>ReusePanel</name>
    <message>
        <source>Scan it after all</source>
        <translation>Scan the paper after all</translation>
    </message>
    <message>
        <source>Take this one, do not scan</source>
        <translation>Use this copy, do not scan</translation>
    </message>
    <message>
        <source>Looked up %1.</source>
        <translation>Checked at %1.</translation>
    </message>
    <message>
        <source>Looking into the citizen's e-store…</source>
        <translation>Checking the citizen’s e-store…</translation>
    </message>
    <message>
        <source>%1 papers found: ← → shows the others.</source>
        <translation>%1 copies found: ← → to see the others.</translation>
    </message>
    <message>
        <source>The e-store has this paper: it need not be scanned.</source>
        <translation>The e-store has this paper: no need to scan it.</translation>
    </message>
    <message>
        <source>Not looked up in the e-store yet.</source>
        <translation>The e-store has not been checked yet.</translation>
    </message>
    <message>
        <source>The session of %1 at the province is over.</source>
        <translation>The session of %1 at the province has ended.</translation>
    </message>
    <message>
        <source>Log in again to look; you can scan meanwhile.</source>
        <translation>Log in again to check; you can scan meanwhile.</translation>
    </message>
    <message>
        <source>Log in at the province to look; you can scan meanwhile.</source>
        <translation>Log in at the province to check; you can scan meanwhile.</translation>
    </message>
    <message>
        <source>It is looked up by itself as soon as there is a line; you can scan meanwhile.</source>
        <translation>It is checked as soon as there is a line; you can scan meanwhile.</translation>
    </message>
    <message>
        <source>Taken from the e-store: nothing is to be scanned.</source>
        <translation>Taken from the e-store: no need to scan.</translation>
    </message>
    <message>
        <source>the same as the store announced</source>
        <translation>the same hash as the e-store announced</translation>
    </message>
    <message>
        <source>its store gave no hash</source>
        <translation>the e-store gave no hash</translation>
    </message>
    <message>
        <source>Its file is kept here: %1 pages, %2.</source>
        <translation>The file is kept here (pages: %1), %2.</translation>
    </message>
    <message>
        <source>Its file comes by itself as soon as there is a line.</source>
        <translation>The file is fetched as soon as there is a line.</translation>
    </message>
</context>
<context>
    <name>SigningDialog</name>
    <message>
        <source>Sign %1 papers with one PIN</source>
        <translation>Papers to sign with one PIN: %1</translation>
    </message>
    <message>
        <source>The agency's signature on %1 papers</source>
        <translation>The agency’s signature, papers: %1</translation>
    </message>
    <message>
        <source>No certificate found. Plug the signing USB in; it is noticed by itself.</source>
        <translation>No certificate found. Plug in the signing USB; it is noticed by itself.</translation>
    </message>
    <message>
        <source>The signature covers something here, for nothing is quite free. Move it if you can.</source>
        <translation>No place is quite free, so the signature covers something. Move it if you can.</translation>
    </message>
    <message>
        <source>%1 of %2 papers are signed.</source>
        <translation>Signed: %1 of %2.</translation>
    </message>
    <message>
        <source>%1 days left</source>
        <translation>days left: %1</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>%1 received today</source>
        <translation>received today: %1</translation>
    </message>
    <message>
        <source>one PIN signs a whole dossier</source>
        <translation>one PIN signs a dossier</translation>
    </message>
    <message>
        <source>nothing waits for a signature</source>
        <translation>nothing to sign</translation>
    </message>
    <message>
        <source>open it to see what the province said</source>
        <translation>open it to see why</translation>
    </message>
    <message>
        <source>Everything begun is finished. %k opens the next dossier.</source>
        <translation>Everything is finished. Press %k to open the next dossier.</translation>
    </message>
    <message>
        <source>Nothing waits for your signature. What is confirmed comes here.</source>
        <translation>Nothing to sign. Confirmed papers show up here.</translation>
    </message>
    <message>
        <source>No dossier yet today. Press %k, or read the QR of a citizen card, to begin.</source>
        <translation>No dossiers yet today. Press %k, or read the QR of a citizen card, to begin.</translation>
    </message>
</context>
<context>
    <name>TodayView</name>
    <message>
        <source>or read the QR of a citizen card</source>
        <translation>or read a citizen card’s QR</translation>
    </message>
    <message>
        <source>to be signed</source>
        <translation>to sign</translation>
    </message>
    <message>
        <source>to be mended</source>
        <translation>to mend</translation>
    </message>
    <message>
        <source>To be signed</source>
        <translation>To sign</translation>
    </message>
    <message>
        <source>Returned by the province</source>
        <translation>Returned</translation>
    </message>
</context>
</TS>
