$ sh data/base.sh
$ mahalli match -q
# The explanation in the reader's language: the same words as in French, none left in French but the files' own.
$ mahalli --lang en match --article GAT/A1
Item GAT/A1
  Description   SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE
  Family        Hypodermic syringe
  State         Match
      Characteristic   Required  Source
      ───────────────  ────────  ──────
      volume           5 mL      read
      tip              luer      read
      number of parts  3         read
      with needle      no        read
      sterile          yes       read

  1. Match, score 630: D-INJ/IN-05 (Injecta)
     label        Seringue hypodermique 3 pièces 5 mL embout luer sans aiguille stérile
     reason       hypodermic syringe: volume 5 mL ✓, tip luer ✓, number of parts 3 ✓, with needle:
                  no ✓, sterile ✓; all specifications required are met
     score        kind of product 200 + specifications met 400 + manufacture 30
     clearance    not verified
      Characteristic   Required  Source          Offered    Result
      ───────────────  ────────  ──────────────  ─────────  ──────
      volume           5 mL      read            5 mL       met
      tip              luer      read            luer       met
      number of parts  3         read            3          met
      with needle      no        read            no         met
      sterile          yes       read            yes        met
      made here        yes       reference data  made here  met

  2. Deviation, score 430: D-INJ/IN-10 (Injecta)
     label        Seringue hypodermique 3 pièces 10 mL embout luer sans aiguille stérile
     reason       hypodermic syringe: volume 5 mL ✗ (10 mL instead of 5 mL), tip luer ✓, number of
                  parts 3 ✓, with needle: no ✓, sterile ✓; a specification is not met
     score        kind of product 200 + specifications met 320 + deviations -120 + manufacture 30
     clearance    not verified
      Characteristic   Required  Source          Offered    Result   Deviation
      ───────────────  ────────  ──────────────  ─────────  ───────  ─────────────────────
      volume           5 mL      read            10 mL      not met  10 mL instead of 5 mL
      tip              luer      read            luer       met
      number of parts  3         read            3          met
      with needle      no        read            no         met
      sterile          yes       read            yes        met
      made here        yes       reference data  made here  met

  3. Deviation, score 400: D-IMP/X-5 (Importe Tout)
     label        Seringue 5 mL luer 3 pièces sans aiguille stérile
     reason       hypodermic syringe: volume 5 mL ✓, tip luer ✓, number of parts 3 ✓, with needle:
                  no ✓, sterile ✓, manufacture: distributor; not made here by this supplier
     score        kind of product 200 + specifications met 400 + manufacture -200
     clearance    not verified
      Characteristic   Required  Source          Offered      Result
      ───────────────  ────────  ──────────────  ───────────  ───────
      volume           5 mL      read            5 mL         met
      tip              luer      read            luer         met
      number of parts  3         read            3            met
      with needle      no        read            no           met
      sterile          yes       read            yes          met
      made here        yes       reference data  distributor  not met
$ mahalli --lang ar match --article GAT/A1 --top 1
الصنف GAT/A1
  التسمية       SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE
  الفئة         محقنة
  الحالة        مطابق
      الخاصية    المطلوب  المصدر
      ─────────  ───────  ──────
      الحجم      5 mL     مقروء
      الطرف      لوير     مقروء
      عدد القطع  3        مقروء
      بإبرة      لا       مقروء
      معقم       نعم      مقروء

  1. مطابق، النقط 630: D-INJ/IN-05 (Injecta)
     التسمية      Seringue hypodermique 3 pièces 5 mL embout luer sans aiguille stérile
     السبب        محقنة: الحجم 5 mL ✓، الطرف لوير ✓، عدد القطع 3 ✓، بإبرة: لا ✓، معقم ✓؛ جميع
                  المواصفات المطلوبة مستوفاة
     النقط        طبيعة المنتج 200 + مواصفات مستوفاة 400 + التصنيع 30
     قابل للشراء  غير متحقق منه
      الخاصية      المطلوب  المصدر     المعروض      النتيجة
      ───────────  ───────  ─────────  ───────────  ───────
      الحجم        5 mL     مقروء      5 mL         مستوفاة
      الطرف        لوير     مقروء      لوير         مستوفاة
      عدد القطع    3        مقروء      3            مستوفاة
      بإبرة        لا       مقروء      لا           مستوفاة
      معقم         نعم      مقروء      نعم          مستوفاة
      مصنوع محليا  نعم      من المرجع  مصنوع محليا  مستوفاة
# A state is named by its code, in French, or as the reader sees it; so is who settles.
$ mahalli --lang en match --state feasible
Group  Reference  Description                        Product      Reason
─────  ─────────  ─────────────────────────────────  ───────────  ──────────────────────────────────
GAT    A2         SERINGUE HYPODERMIQUE 3 PIECES 2…  D-INJ/IN-10  volume 20 mL ✗ (10 mL instead of …
1 item: Feasible
… : shortened to fit 100 columns; --format csv gives everything
$ mahalli --lang en match --who pharmacist
0 items
# Headers and codes for programs never change.
$ mahalli --lang ar match --format csv | head -1
need;rank;maker;product;verdict;score;reason;member
$ mahalli --lang ar match --format csv | cut -d';' -f1-6 > ar.csv; mahalli match --format csv | cut -d';' -f1-6 | cmp - ar.csv
$ mahalli --lang de status
mahalli : --lang « de » : attendu fr, en ou ar
Aide : mahalli help status
[2]
# The plan at a glance, its problems, a row.
$ mahalli --lang en status
Local purchase plan 2027, campaign open (plan.db)
  2 groups · 3 sites · 5 items · 6 needs
  4 makers · 4 products · 2 certificates

State of the items
  State            Items   %
  ───────────────  ─────  ──
  Approved             0   0
  Match                1  20
  To be checked        0   0
  Feasible             1  20
  Makers to ask        1  20
  No known maker       0   0
  To be specified      1  20
  Out of scope         1  20

Problems: 0 errors · 3 warnings · 8 notes (mahalli check)

To do
  Who           To do                            To see them
  ────────────  ───────────────────────────────  ────────────────────────────────────────────
  buyer         1 item to specify (description)  mahalli match --state unread
  buyer         1 need without pack              mahalli check --rule conditionnement-inconnu
  pharmacist    1 match to confirm               mahalli match --state match
  coordination  1 item: makers to be asked       mahalli match --state lead
  coordination  1 item for the industry dossier  mahalli export dossier.xlsx --scope gaps
$ mahalli --lang ar status
مخطط الشراء المحلي 2027، حملة مفتوح (plan.db)
  2 مجموعة · 3 مؤسسات · 5 أصناف · 6 حاجات
  4 مصنّعين · 4 منتجات · 2 شهادة

حالة الأصناف
  الحالة                  الأصناف   %
  ──────────────────────  ───────  ──
  مصادق عليه                    0   0
  مطابق                         1  20
  للتحقق                        0   0
  قابل للتصنيع                  1  20
  للاستفسار لدى المصنعين        1  20
  بدون مصنع معروف               0   0
  للتوضيح                       1  20
  خارج النطاق                   1  20

الملاحظات: 0 خطأ · 3 تحذيرات · 8 معلومات (mahalli check)

للإنجاز
  من       للإنجاز                  لعرضها
  ───────  ───────────────────────  ────────────────────────────────────────────
  المشتري  1 صنف للتوضيح (التسمية)  mahalli match --state unread
  المشتري  1 حاجة بدون تعبئة        mahalli check --rule conditionnement-inconnu
  الصيدلي  1 مطابقة للتأكيد         mahalli match --state match
  التنسيق  1 صنف: مصنّعون للاستفسار  mahalli match --state lead
  التنسيق  1 صنف لملف الصناعة       mahalli export dossier.xlsx --scope gaps
$ mahalli --lang en check; echo
Severity  Number  Finding                                                  Rule
────────  ──────  ───────────────────────────────────────────────────────  ─────────────────────────
warning        1  Unit or pack unknown: volume not counted : « LOT »       conditionnement-inconnu
warning        1  Item not understood                                      famille-non-lue
warning        1  Certificate expired : iso13485, échéance 01/01/2025      certificat-expire
note           3  Maker in production without a known declaration of its…  etablissement-non-declare
note           3  Maker that nobody has verified                           fabricant-non-verifie
note           2  Certificate declared, document not seen                  certificat-non-vu

No open error. One rule in detail: mahalli check --rule RULE
… : shortened to fit 100 columns; --format csv gives everything

$ mahalli --lang en show fabricants D-INJ
Code             D-INJ
Company          Injecta
City             Settat
Status           in production
Role             maker
Declared ranges  seringue
Verified on      18/03/2026
$ mahalli --lang ar show fabricants D-INJ | head -4
الرمز               D-INJ
الشركة              Injecta
المدينة             Settat
الوضعية             قيد الإنتاج
# What is wrong is said in the reader's language too, with the words of the files as they are.
$ mahalli --lang en lst
mahalli: unknown command "lst"; did you mean list?
Help: mahalli help
[2]
$ mahalli --lang ar lst
mahalli: أمر مجهول «lst»؛ هل تقصد list؟
مساعدة: mahalli help
[2]
$ mahalli --lang en import besoins absent.csv
mahalli: absent.csv: cannot be opened: this file does not exist
[6]
$ mahalli --lang en list besoins --format xml
mahalli: --format "xml": table, csv or json expected
Help: mahalli help list
[2]
$ mahalli list --lang=en besoins --where nulle=1
mahalli: filter "nulle=1": this is not a column of besoins
Help: mahalli help list
[2]
$ mahalli --lang en freeze 2031
mahalli: this plan has no campaign 2031
[4]
$ mahalli --lang en show articles ZZ
mahalli: no item answers to "ZZ"
[4]
$ mahalli --lang en export /nulle/part.xlsx
mahalli: cannot write "/nulle/part.xlsx": this folder does not exist
[6]
$ mahalli --lang ar undo 99
mahalli: لا توجد عملية 99
[4]
$ mahalli --lang xx list besoins
mahalli : --lang « xx » : attendu fr, en ou ar
Aide : mahalli help list
[2]
