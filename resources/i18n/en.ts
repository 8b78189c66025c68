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
        <source>Other language</source>
        <translation>Switch language</translation>
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
        <source>The file</source>
        <translation>View file</translation>
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
        <source>Answer anew</source>
        <translation>Answer again</translation>
    </message>
    <message>
        <source>Who comes for a result</source>
        <translation>Who collects a result</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Someone else</translation>
    </message>
    <message>
        <source>scan the paper that is missing next</source>
        <translation>scan the next missing paper</translation>
    </message>
    <message>
        <source>page again, in its place; paper anew</source>
        <translation>rescan the page; the paper anew</translation>
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
        <source>straighten, whiten, or not</source>
        <translation>straighten, whiten: on or off</translation>
    </message>
    <message>
        <source>log in at the province, or out; first run</source>
        <translation>log in or out at the province; first run</translation>
    </message>
    <message>
        <source>look or send again, what a light says, my menu</source>
        <translation>check or send again, what a light says, my menu</translation>
    </message>
    <message>
        <source>driver of the signing USB, revoked: noted</source>
        <translation>signing USB driver, acknowledge</translation>
    </message>
    <message>
        <source>A procedure used often</source>
        <translation>Frequent procedure</translation>
    </message>
    <message>
        <source>take in a file, make an electronic result</source>
        <translation>take a file, make an electronic result</translation>
    </message>
    <message>
        <source>stop, close, back; take what is offered</source>
        <translation>stop, close, back; accept what is offered</translation>
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
        <source>see it; all of the dossier to the citizen</source>
        <translation>view it; whole dossier to the citizen</translation>
    </message>
    <message>
        <source>find a dossier, who comes for a result, this sheet</source>
        <translation>find a dossier, who collects a result, this sheet</translation>
    </message>
    <message>
        <source>signing: move the signature, or not</source>
        <translation>signing: move, place by itself</translation>
    </message>
</context>
<context>
    <name>BundleDialog</name>
    <message>
        <source>%1 of %2 papers can go along</source>
        <translation>Papers ready to take along: %1 of %2</translation>
    </message>
    <message>
        <source>No paper can go along yet</source>
        <translation>No paper is ready to take along yet</translation>
    </message>
    <message>
        <source>who handed it in</source>
        <translation>the submitter</translation>
    </message>
    <message>
        <source>The journal will say: %1. No full name stands in it.</source>
        <translation>The journal will say: %1. It keeps no full names.</translation>
    </message>
    <message>
        <source>%1 papers are on %2 in «%3», read back and the same.</source>
        <translation>Copied to %2, folder «%3» and checked by reading back. Papers: %1.</translation>
    </message>
    <message>
        <source>Have the system eject the stick before it is pulled.</source>
        <translation>Eject the USB stick before pulling it out.</translation>
    </message>
    <message>
        <source>%1 papers are in «%2», read back and the same.</source>
        <translation>Saved in «%2» and checked by reading back. Papers: %1.</translation>
    </message>
    <message>
        <source>Something went wrong; nothing was half written. See the log.</source>
        <translation>Something went wrong; no file was left half written. See the log.</translation>
    </message>
</context>
<context>
    <name>BundleView</name>
    <message>
        <source>Papers that go along, and those that stay</source>
        <translation>Papers to take along, and those that stay</translation>
    </message>
    <message>
        <source>WHO TAKES THEM</source>
        <translation>TAKEN BY</translation>
    </message>
    <message>
        <source>Who takes them</source>
        <translation>Taken by</translation>
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
        <source>The owner does not agree</source>
        <translation>The owner disagrees</translation>
    </message>
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
</context>
<context>
    <name>Files</name>
    <message>
        <source>Pages alone</source>
        <translation>Only the pages</translation>
    </message>
    <message>
        <source>Separator sheets to print</source>
        <translation>Print separator sheets</translation>
    </message>
</context>
<context>
    <name>FindPage</name>
    <message>
        <source>Found for «%1»</source>
        <translation>Results for «%1»</translation>
    </message>
    <message>
        <source>Nothing was found for «%1». %k shows all dossiers.</source>
        <translation>Nothing found for «%1». Press %k to show all dossiers.</translation>
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
        <source>Signed. The dossier waits for the seal keeper to sign for the agency, then goes.</source>
        <translation>Signed. The dossier goes to the province once the seal keeper has signed for the agency.</translation>
    </message>
    <message>
        <source>Nothing was left to sign. The dossier goes to the province by itself.</source>
        <translation>Nothing left to sign. The dossier is on its way to the province.</translation>
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
    <name>HandingView</name>
    <message>
        <source>BY WHICH WAY</source>
        <translation>HOW IT IS HANDED OVER</translation>
    </message>
    <message>
        <source>WHO TAKES IT FOR THE OWNER</source>
        <translation>COLLECTED FOR THE OWNER BY</translation>
    </message>
    <message>
        <source>Full name of who takes it for the owner</source>
        <translation>Full name of the person who collects it for the owner</translation>
    </message>
    <message>
        <source>empty where the owner takes it</source>
        <translation>leave empty if the owner collects it</translation>
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
    <name>IssuingDialog</name>
    <message>
        <source>Result of the issuing software</source>
        <translation>Result from the issuing software</translation>
    </message>
    <message>
        <source>Take it (Enter)</source>
        <translation>Take the file (Enter)</translation>
    </message>
    <message>
        <source>Take it, noted as unproven (Enter)</source>
        <translation>Take it as unproven (Enter)</translation>
    </message>
    <message>
        <source>Nothing was taken in; see the log.</source>
        <translation>Nothing was taken; see the log.</translation>
    </message>
</context>
<context>
    <name>IssuingView</name>
    <message>
        <source>Type of result</source>
        <translation>Result type</translation>
    </message>
    <message>
        <source>Number and symbol</source>
        <translation>Number, symbol</translation>
    </message>
    <message>
        <source>Day of issue</source>
        <translation>Date of issue</translation>
    </message>
    <message>
        <source>Issuing body</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>Signer</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>What it says besides what the dossier knows</source>
        <translation>Text beyond what the dossier already holds</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>%1 papers wait for the province: they go by themselves at the next start.</source>
        <translation>Papers waiting for the province: %1. They are sent at the next start.</translation>
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
    <message>
        <source>This is being looked at for the first time.</source>
        <translation>This is being checked for the first time.</translation>
    </message>
    <message>
        <source>The light says what was found in a moment.</source>
        <translation>The light will show the result in a moment.</translation>
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
        <source>WHAT WAS DONE ABOUT IT</source>
        <translation>WHAT WAS DONE</translation>
    </message>
    <message>
        <source>e.g. told the one responsible; the papers are made anew</source>
        <translation>e.g. told the person in charge; papers made anew</translation>
    </message>
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
</context>
<context>
    <name>LogInDialog</name>
    <message>
        <source>The session of %1 is over; log in again.</source>
        <translation>The session of %1 has ended; log in again.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The scanner is at work: what was settled counts when Quầy Số is opened the next time.</source>
        <translation>The scanner is busy: what was set takes effect the next time Quầy Số is opened.</translation>
    </message>
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
        <source>The e-store was not looked into yet: %k to log in at the province.</source>
        <translation>The e-store has not been checked yet: press %k to log in at the province.</translation>
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
        <source>12 digits, old card, passport</source>
        <translation>12 digits, old card or passport</translation>
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
</context>
<context>
    <name>PagesPanel</name>
    <message>
        <source>Done: %1 · %k undoes it</source>
        <translation>Done: %1 · %k to undo</translation>
    </message>
</context>
<context>
    <name>PaperPage</name>
    <message>
        <source>%1 pages went to the printer, in true size.</source>
        <translation>Sent to the printer in true size. Pages: %1.</translation>
    </message>
    <message>
        <source>Printing was stopped after %1 pages.</source>
        <translation>Printing was stopped. Pages printed: %1.</translation>
    </message>
    <message>
        <source>Printing… %k stops it</source>
        <translation>Printing… %k to stop</translation>
    </message>
    <message>
        <source>Saved as «%1», read back and the same.</source>
        <translation>Saved as «%1» and checked by reading back.</translation>
    </message>
    <message>
        <source>Copied to %1 as «%2», read back and the same.</source>
        <translation>Copied to %1 as «%2» and checked by reading back.</translation>
    </message>
    <message>
        <source>Have the system eject the stick before it is pulled.</source>
        <translation>Eject the USB stick before pulling it out.</translation>
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
    <message>
        <source>%k sends it after all.</source>
        <translation>Press %k to send it after all.</translation>
    </message>
</context>
<context>
    <name>ReadinessView</name>
    <message>
        <source>BEFORE IT IS SIGNED: TO BE MENDED</source>
        <translation>BEFORE SIGNING: TO MEND</translation>
    </message>
    <message>
        <source>BEFORE IT IS SIGNED: LOOK AGAIN</source>
        <translation>BEFORE SIGNING: CHECK AGAIN</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Figures of this counter; the province has not confirmed %1 dossiers yet.</source>
        <translation>This counter’s figures; dossiers not yet confirmed by the province: %1.</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 compared with %2</translation>
    </message>
    <message>
        <source>%1: %2 dossiers</source>
        <translation>%1, dossiers: %2</translation>
    </message>
    <message>
        <source>No dossier is behind this number. %k leads back to the report.</source>
        <translation>There are no dossiers behind this number. Press %k to go back to the report.</translation>
    </message>
    <message>
        <source>Where the report goes</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Saved: %1</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Dossiers each day</source>
        <translation>Dossiers per day</translation>
    </message>
    <message>
        <source>press a column: the dossiers of that day</source>
        <translation>press a column for that day’s dossiers</translation>
    </message>
    <message>
        <source>%k opens what is missing</source>
        <translation>%k to open what is missing</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>%1 days late</source>
        <translation>days late: %1</translation>
    </message>
    <message>
        <source>no day stated</source>
        <translation>no return date</translation>
    </message>
    <message>
        <source>in %1 days</source>
        <translation>days left: %1</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>read the card or the receipt</source>
        <translation>read the card or receipt</translation>
    </message>
    <message>
        <source>nothing waits for anybody</source>
        <translation>no result is waiting</translation>
    </message>
    <message>
        <source>past their day of return</source>
        <translation>past their return date</translation>
    </message>
    <message>
        <source>What waits for them</source>
        <translation>Results found</translation>
    </message>
    <message>
        <source>Nothing was found for what was asked. %k shows the list by day of return.</source>
        <translation>Nothing was found. Press %k to show the list by return date.</translation>
    </message>
    <message>
        <source>No result is due and none waits. Dossiers come here when their day of return is near.</source>
        <translation>No result is due or waiting. Dossiers appear here when their return date is near.</translation>
    </message>
    <message>
        <source>Handed over to %1. The province is told by itself.</source>
        <translation>Handed over to %1. The province is told automatically.</translation>
    </message>
    <message>
        <source>%k takes it back as long as the province was not told.</source>
        <translation>Press %k to undo it until the province has been told.</translation>
    </message>
    <message>
        <source>Taken back: the result is hidden again.</source>
        <translation>Undone: the result is hidden again.</translation>
    </message>
    <message>
        <source>Taking it back…</source>
        <translation>Undoing…</translation>
    </message>
    <message>
        <source>Signed file of the issuing software</source>
        <translation>Signed file from the issuing software</translation>
    </message>
    <message>
        <source>The result is there. It is hidden until it is handed over.</source>
        <translation>The result is in. It stays hidden until it is handed over.</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Who comes for a result?</source>
        <translation>Who collects a result?</translation>
    </message>
    <message>
        <source>By day of return</source>
        <translation>By return date</translation>
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
    <name>SetupPage</name>
    <message>
        <source>five steps; Esc leaves them for later</source>
        <translation>five steps; Esc to do them later</translation>
    </message>
    <message>
        <source>The answer was not kept; see the log.</source>
        <translation>The answer was not saved; see the log.</translation>
    </message>
    <message>
        <source>It could not be tried; see the log.</source>
        <translation>The trial could not be run; see the log.</translation>
    </message>
    <message>
        <source>One sheet came: %1 × %2 px at %3 dpi. It is not kept.</source>
        <translation>One sheet was scanned: %1 × %2 px at %3 dpi. It is not kept.</translation>
    </message>
    <message>
        <source>being tried…</source>
        <translation>trying…</translation>
    </message>
    <message>
        <source>This counter works with real data, so no practice dossier is opened in it. The training mode has a store, a scanner, a signing USB and a province of its own, all invented. It is opened in the place of this window; opened the next time, Quầy Số works with real data again.</source>
        <translation>This counter works with real data, so no practice dossier can be opened here. The training mode has its own store, scanner, signing USB and province, all invented. It opens in place of this window; the next time Quầy Số is opened, it works with real data again.</translation>
    </message>
    <message>
        <source>Scanning… Esc stops.</source>
        <translation>Scanning… press Esc to stop.</translation>
    </message>
    <message>
        <source>Being tried…</source>
        <translation>Trying…</translation>
    </message>
    <message>
        <source>Nothing else is missing. This counter can work.</source>
        <translation>Nothing is missing. This counter is ready for work.</translation>
    </message>
    <message>
        <source>Keep and go on</source>
        <translation>Save and continue</translation>
    </message>
</context>
<context>
    <name>SetupView</name>
    <message>
        <source>As the catalogue or the certificate has it; Enter keeps it.</source>
        <translation>From the catalogue or the certificate; press Enter to keep it.</translation>
    </message>
</context>
<context>
    <name>SigningDialog</name>
    <message>
        <source>Sign %1 papers with one PIN</source>
        <translation>Papers to sign with one PIN: %1</translation>
    </message>
    <message>
        <source>No certificate found. Plug the signing USB in; it is noticed by itself.</source>
        <translation>No certificate found. Plug in the signing USB; it is noticed by itself.</translation>
    </message>
    <message>
        <source>Page %1 of %2. The signature stands on page 1.</source>
        <translation>Page %1 of %2. The signature is on page 1.</translation>
    </message>
    <message>
        <source>Look on (Enter) · %1 left</source>
        <translation>Next (Enter) · %1 left</translation>
    </message>
    <message>
        <source>The signature stands where you put it.</source>
        <translation>The signature is where you put it.</translation>
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
    <name>Starting</name>
    <message>
        <source>Taking up what was left…</source>
        <translation>Resuming unfinished work…</translation>
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
<context>
    <name>Verdicts</name>
    <message>
        <source>SIGNATURE THAT THE FILE CAME WITH</source>
        <translation>SIGNATURE ALREADY IN THE FILE</translation>
    </message>
    <message>
        <source>Begin of its SHA-256</source>
        <translation>Start of its SHA-256</translation>
    </message>
</context>
</TS>
